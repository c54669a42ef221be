package reference

import "github.com/apilint/apilint/internal/apiversion"

// ChartVersions is what a Helm chart says of the versions of Kubernetes that it
// works on: kubeVersion in Chart.yaml.
type ChartVersions struct {
	Text    string // as it is written
	Allowed apiversion.Constraint
	Fault   string // why Helm can't read it, "" if it can
	Uses    []Lean // the APIs that the chart's own templates lean on
}

// Lean is a place in a template of a chart that leans on an API.
type Lean struct {
	Place
	API        API
	Conditions []Condition
}

func (*ChartVersions) isSubject() {}
