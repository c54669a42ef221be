package cli

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/runtimeconfig"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

const runtimeConfigLong = `VALUE is what kube-apiserver is given for --runtime-config, as in api/alpha=true,v1=true.
Several values count as they do when the flag is repeated. Each entry gets one of these words:

  enables    it switches APIs on
  disables   it switches APIs off
  none       it does nothing
  refused    kube-apiserver does not start

The exit code is 1 if a release would not start.
`

// runtimeConfig is the verb runtime-config.
type runtimeConfig struct {
	target   string
	gates    []string
	emulated string
	output   string
}

func (r *runtimeConfig) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.StringVar(&r.target, "kubernetes-version", "", "judge on this `RELEASE` or range of releases, as 1.37 or 1.31..1.37 (default: the newest known)")
	group.StringArrayVar(&r.gates, "feature-gates", nil, "what the kube-apiserver is given for --feature-gates, as `GATE=BOOL,...`; may be repeated")
	group.StringVar(&r.emulated, "emulated-version", "", "the `RELEASE` that the kube-apiserver is told to emulate")
	group.choice(&r.output, "output", "o", "how the answer is written", "text", "json")
	return []flagGroup{group}
}

func (r *runtimeConfig) run(c *console, args []string) (int, error) {
	if len(args) == 0 {
		return 0, errors.New("runtime-config takes what kube-apiserver is given for --runtime-config, as in api/alpha=true")
	}
	target, err := targetReleases(r.target)
	if err != nil {
		return 0, err
	}
	if err := checkGates(textsOf(r.gates)); err != nil {
		return 0, err
	}
	flags := runtimeconfig.Flags{Gates: runtimeconfig.ParseGates(textsOf(r.gates)...)}
	if r.emulated != "" {
		emulated, err := knownRange(r.emulated)
		if err != nil || emulated.From != emulated.To {
			return 0, fmt.Errorf("--emulated-version: %q is not one release that this apilint knows", r.emulated)
		}
		if emulated.From > target.From {
			return 0, fmt.Errorf("--emulated-version: kube-apiserver %s can't emulate the newer %s", target.From, emulated.From)
		}
		flags.Emulated = emulated.From
	}
	config := runtimeconfig.Parse(textsOf(args)...)
	var outcomes []*runtimeconfig.Outcome
	for release := range target.Releases() {
		outcomes = append(outcomes, runtimeconfig.Evaluate(openapi.Builtin(), release, config, flags))
	}
	write := writeOutcomes
	if r.output == "json" {
		write = writeOutcomesJSON
	}
	code := c.written(write(c.stdout, config, outcomes))
	if code == exitClean && slices.ContainsFunc(outcomes, func(o *runtimeconfig.Outcome) bool { return o.Refused }) {
		code = exitFindings
	}
	return code, nil
}

// checkGates refuses what kube-apiserver would refuse as --feature-gates.
func checkGates(values []source.Text) error {
	catalog := openapi.Builtin()
	for _, entry := range runtimeconfig.Parse(values...) {
		name := strings.TrimPrefix(entry.Key, "kube:")
		if _, err := strconv.ParseBool(entry.Value); err != nil {
			return fmt.Errorf("--feature-gates: %q sets no gate: write GATE=true or GATE=false", entry.String())
		}
		if name != "AllAlpha" && name != "AllBeta" && catalog.Gate(name) == nil {
			return fmt.Errorf("--feature-gates: there is no feature gate %q%s", name, didYouMean("", name, catalog.Gates()))
		}
	}
	return nil
}

func textsOf(values []string) []source.Text {
	texts := make([]source.Text, len(values))
	for i, value := range values {
		texts[i] = source.Text{Data: []byte(value)}
	}
	return texts
}

// outcomeJSON is what a release makes of the values. Kinds are written as
// lookup takes them, GROUP/VERSION/KIND.
type outcomeJSON struct {
	Release  apiversion.Release `json:"release"`
	Refused  bool               `json:"refused"`
	Reason   string             `json:"reason"`
	Entries  []entryJSON        `json:"entries"`
	Enabled  []string           `json:"enabled"`
	Disabled []string           `json:"disabled"`
}

type entryJSON struct {
	Key    string               `json:"key"`
	Value  string               `json:"value"`
	Effect runtimeconfig.Effect `json:"effect"`
	Why    string               `json:"why"`
}

func writeOutcomesJSON(out io.Writer, config runtimeconfig.Config, outcomes []*runtimeconfig.Outcome) error {
	results := []outcomeJSON{}
	for _, o := range outcomes {
		result := outcomeJSON{
			Release: o.Release, Refused: o.Refused, Reason: o.Reason(),
			Entries: []entryJSON{}, Enabled: paths(o.Enabled), Disabled: paths(o.Disabled),
		}
		for i, entry := range config {
			result.Entries = append(result.Entries, entryJSON{entry.Key, entry.Value, o.Verdicts[i].Effect, o.Why(i)})
		}
		results = append(results, result)
	}
	return writeJSON(out, struct {
		Version int           `json:"version"`
		Results []outcomeJSON `json:"results"`
	}{1, results})
}

func paths(kinds []*openapi.Kind) []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.APIVersion() + "/" + k.Kind
	}
	return names
}

// writeOutcomes writes what the releases make of the values, once for each run
// of releases that agree.
func writeOutcomes(out io.Writer, config runtimeconfig.Config, outcomes []*runtimeconfig.Outcome) error {
	var text strings.Builder
	for first := 0; first < len(outcomes); {
		next := first + 1
		told := describeOutcome(config, outcomes[first])
		for next < len(outcomes) && describeOutcome(config, outcomes[next]) == told {
			next++
		}
		if first > 0 {
			text.WriteString("\n")
		}
		releases := apiversion.Range{From: outcomes[first].Release, To: outcomes[next-1].Release}
		fmt.Fprintf(&text, "Kubernetes %s: %s", releases, told)
		first = next
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// describeOutcome tells what a release makes of the values without naming it.
func describeOutcome(config runtimeconfig.Config, o *runtimeconfig.Outcome) string {
	var text strings.Builder
	if o.Refused {
		text.WriteString("kube-apiserver does not start\n")
	} else {
		text.WriteString("kube-apiserver starts\n")
	}
	table := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	for i, entry := range config {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", entry, o.Verdicts[i].Effect, o.Why(i))
		if help := o.Help(i); help != "" {
			fmt.Fprintf(table, "\t\thelp: %s\n", help)
		}
	}
	table.Flush() // a strings.Builder takes everything
	describeKinds(&text, "on", o.Enabled)
	describeKinds(&text, "off", o.Disabled)
	if !o.Refused && len(o.Enabled)+len(o.Disabled) == 0 {
		text.WriteString("  It serves what it serves by default.\n")
	}
	return text.String()
}

// describeKinds lists the kinds that are on, or off, against the defaults, by
// version.
func describeKinds(text *strings.Builder, state string, kinds []*openapi.Kind) {
	if len(kinds) == 0 {
		return
	}
	fmt.Fprintf(text, "  %s, and not by default:\n", state)
	for i, k := range kinds {
		if i == 0 || kinds[i-1].APIVersion() != k.APIVersion() {
			if i > 0 {
				text.WriteString("\n")
			}
			fmt.Fprintf(text, "    %s", k.APIVersion())
		}
		text.WriteString(" " + k.Kind)
	}
	text.WriteString("\n")
}
