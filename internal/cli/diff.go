package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/compare"
	"github.com/apilint/apilint/openapi/spec"
)

const diffLong = `The old comes first, then the new. Each is a release of Kubernetes, as 1.33, or the path of
an OpenAPI document, of a directory of them, of discovery documents or of
CustomResourceDefinitions, in any mix; - is standard input.
Where one is a whole cluster and the other a part, only the kinds of the part are compared.

A change breaks where who relies on the old may fail with the new: it is an error, or a
warning for alpha APIs, which were never promised to stay. The exit code is 1 if
something breaks at or above --fail-on. What only came is counted; --all lists it.
`

// diffing is the verb diff.
type diffing struct {
	output   string
	failOn   string
	exitZero bool
	all      bool
}

func (d *diffing) flags() []flagGroup {
	group := newFlagGroup("Flags")
	group.choice(&d.output, "output", "o", "how the answer is written", "text", "json")
	group.choice(&d.failOn, "fail-on", "", "exit with 1 for what breaks with this severity or above", "warning", "error", "info")
	group.BoolVar(&d.exitZero, "exit-zero", false, "exit with 0 where it would be 1")
	group.BoolVar(&d.all, "all", false, "list also what only came")
	return []flagGroup{group}
}

func (d *diffing) run(c *console, args []string) (int, error) {
	if len(args) != 2 {
		return 0, errors.New("diff takes two releases or paths, the old and the new")
	}
	if args[0] == stdinPath && args[1] == stdinPath {
		return 0, errors.New("standard input can't be both the old and the new")
	}
	var views [2]*compare.View
	for i, arg := range args {
		release, err := releaseArg(arg)
		if err != nil {
			return 0, err
		}
		if views[i], err = viewOf(c, arg, release); err != nil {
			c.complain("%v", err)
			return exitIncomplete, nil
		}
	}
	before, after := views[0], views[1]
	changes := compare.Compare(before, after)
	write := d.writeText
	if d.output == "json" {
		write = writeDiffJSON
	}
	code := c.written(write(c.stdout, before, after, changes))
	for _, v := range []*compare.View{before, after} {
		if v.Types == nil {
			c.complain("%s doesn't describe fields: they are not compared", v.Name)
		}
	}
	if code == exitClean && !d.exitZero && slices.ContainsFunc(changes, d.fails) {
		code = exitFindings
	}
	return code, nil
}

func (d *diffing) fails(change compare.Change) bool {
	threshold, _ := diagnostic.ParseSeverity(d.failOn)
	return change.Breaking && change.Severity >= threshold
}

// releaseArg reads a release; it is zero for what is a path. A file named like a
// release is the file.
func releaseArg(arg string) (apiversion.Release, error) {
	if _, err := apiversion.ParseRelease(arg); err != nil || exists(arg) {
		return 0, nil
	}
	release, err := knownRelease(arg)
	return release.From, err
}

// viewOf makes a view of a release or, if that is zero, of what is at a path.
func viewOf(c *console, path string, release apiversion.Release) (*compare.View, error) {
	if release != 0 {
		return compare.OfRelease(openapi.Builtin(), release)
	}
	s, err := loadSpec(c, &spec.Loader{Schemas: true}, path)
	if err != nil {
		return nil, err
	}
	return compare.OfSpec(s)
}

// loadSpec reads the documents at a path, or those on standard input.
func loadSpec(c *console, loader *spec.Loader, path string) (*spec.Spec, error) {
	if path == stdinPath {
		return loader.Read("<stdin>", c.stdin)
	}
	return loader.Load(path)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// writeText writes the changes, a line each. A list kind goes with its kind.
func (d *diffing) writeText(out io.Writer, before, after *compare.View, changes []compare.Change) error {
	var text strings.Builder
	lists := map[compare.GVK]compare.Action{}
	for _, change := range changes {
		if change.IsList && change.Subject == compare.AKind {
			lists[change.GVK] = change.Action
		}
	}
	hidden := 0
	for _, change := range changes {
		switch {
		case change.IsList && hasKind(changes, change):
		case !d.all && !change.Breaking && change.Severity == diagnostic.Info && change.Action == compare.Added:
			hidden++
		default:
			writeChange(&text, change, lists)
		}
	}
	if text.Len() > 0 {
		text.WriteString("\n")
	}
	fmt.Fprintf(&text, "%s → %s: %s\n", before.Name, after.Name, sumUp(changes))
	if hidden > 0 {
		fmt.Fprintf(&text, "%s that only came not listed: --all lists them\n", report.Count(hidden, "change"))
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// hasKind tells whether the kind that a list kind is for changed as it did.
func hasKind(changes []compare.Change, list compare.Change) bool {
	return slices.ContainsFunc(changes, func(c compare.Change) bool {
		return c.Subject == compare.AKind && c.Action == list.Action && !c.IsList && c.Group == list.Group &&
			c.Version == list.Version && c.Kind == strings.TrimSuffix(list.Kind, "List")
	})
}

func writeChange(text *strings.Builder, change compare.Change, lists map[compare.GVK]compare.Action) {
	word := "info"
	if change.Breaking {
		word = "breaking " + change.Severity.String()
	} else if change.Severity > diagnostic.Info {
		word = change.Severity.String()
	}
	fmt.Fprintf(text, "%s: %s: %s", word, change.GVK, change.Text)
	list := change.GVK
	list.Kind += "List"
	if action, ok := lists[list]; ok && change.Subject == compare.AKind && action == change.Action {
		with := map[compare.Action]string{compare.Removed: ", nor is ", compare.Added: ", with "}
		text.WriteString(with[action] + list.Kind)
	}
	if change.Help != "" {
		fmt.Fprintf(text, "; %s", change.Help)
	}
	text.WriteString("\n")
}

// sumUp counts the changes.
func sumUp(changes []compare.Change) string {
	if len(changes) == 0 {
		return "nothing changed"
	}
	var parts []string
	counts := map[string]int{}
	errs, warnings := 0, 0
	for _, c := range changes {
		what := string(c.Action) + " " + string(c.Subject)
		if counts[what]++; counts[what] == 1 {
			parts = append(parts, what)
		}
		switch {
		case c.Breaking && c.Severity == diagnostic.Error:
			errs++
		case c.Breaking:
			warnings++
		}
	}
	for i, what := range parts {
		parts[i] = countOf(counts[what], what)
	}
	verdict := "nothing breaks"
	if n := errs + warnings; n > 0 {
		verdict = fmt.Sprintf("%s (%s, %s)", report.Count(n, "breaking change"), report.Count(errs, "error"), report.Count(warnings, "warning"))
	}
	return verdict + ": " + strings.Join(parts, ", ")
}

// countOf writes a number of changes of one sort: "2 kinds removed".
func countOf(n int, what string) string {
	action, subject, _ := strings.Cut(what, " ")
	switch compare.Subject(subject) {
	case compare.Requirement:
		so := map[string]string{"added": "newly required", "removed": "no longer required"}
		return report.Count(n, "field") + " " + so[action]
	case compare.AType:
		return report.Count(n, "field") + " changed type"
	case compare.Stability:
		return report.Count(n, "kind") + " changed stability"
	case compare.Deprecation:
		so := map[string]string{"added": "deprecated", "removed": "no longer deprecated"}
		return report.Count(n, "kind") + " " + so[action]
	}
	return report.Count(n, subject) + " " + action
}

type changeJSON struct {
	Action     compare.Action  `json:"action"`
	Subject    compare.Subject `json:"subject"`
	Group      string          `json:"group"`
	Version    string          `json:"version"`
	Kind       string          `json:"kind"`
	Name       string          `json:"name,omitempty"`
	Breaking   bool            `json:"breaking"`
	Severity   string          `json:"severity"`
	Message    string          `json:"message"`
	Help       string          `json:"help,omitempty"`
	IsListKind bool            `json:"isListKind,omitempty"`
}

func writeDiffJSON(out io.Writer, before, after *compare.View, changes []compare.Change) error {
	rows := []changeJSON{}
	for _, c := range changes {
		rows = append(rows, changeJSON{
			c.Action, c.Subject, c.Group, c.Version, c.Kind, c.Name, c.Breaking, c.Severity.String(),
			c.GVK.String() + ": " + c.Text, c.Help, c.IsList,
		})
	}
	return writeJSON(out, struct {
		Version        int          `json:"version"`
		Old            string       `json:"old"`
		New            string       `json:"new"`
		FieldsCompared bool         `json:"fieldsCompared"`
		Changes        []changeJSON `json:"changes"`
	}{1, before.Name, after.Name, compare.KnowsFields(before, after), rows})
}
