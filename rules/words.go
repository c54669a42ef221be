package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/reference"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// deprecationGuide lists what each release removed and how to migrate.
const deprecationGuide = "https://kubernetes.io/docs/reference/using-api/deprecation-guide/"

// deprecationPolicy says what each stability level promises.
const deprecationPolicy = "https://kubernetes.io/docs/reference/using-api/deprecation-policy/"

// name says what API the reference leans on, in the user's words.
func (c *Case) name() string {
	return shorten(strings.TrimSpace(c.api.APIVersion + " " + c.api.Kind + c.api.Resource))
}

// longest is how many bytes of the user's text a message quotes.
const longest = 200

// shorten cuts a text that is too long to quote.
func shorten(text string) string {
	if len(text) <= longest {
		return text
	}
	return strings.ToValidUTF8(text[:longest], "") + "…"
}

// without says that a selection has nothing left since a release.
func (c *Case) without(s *reference.Selection) string {
	effect := "this target matches nothing"
	switch s.Context {
	case reference.Access:
		effect = "this RBAC rule grants nothing"
	case reference.Admission:
		effect = "this admission rule matches nothing"
	}
	if c.Target.From != c.Target.To {
		effect += " in " + c.removed.String()
	}
	groups := make([]string, len(s.Groups))
	for i, group := range s.Groups {
		if groups[i] = group; group == "" {
			groups[i] = "core"
		}
	}
	group := strings.Join(groups, ", ")
	if len(s.Versions) > 0 {
		group += "/" + strings.Join(s.Versions, ", ")
	}
	what := slices.Concat(s.Resources, s.Kinds)
	if len(what) == 0 {
		what = []string{"resources"}
	}
	return fmt.Sprintf("%s: Kubernetes %s removed the last of %s %s", effect, c.last().Removed, group, strings.Join(what, ", "))
}

// last returns the row that lived longest, to quote facts from.
func (c *Case) last() *openapi.Kind {
	last := c.kinds[0]
	for _, kind := range c.kinds {
		if later(kind.Removed, last.Removed) {
			last = kind
		}
	}
	return last
}

// later tells whether removal a comes after removal b; no removal comes last.
func later(a, b apiversion.Release) bool {
	return b != 0 && (a == 0 || a > b)
}

// replacement says what to write instead, for the help.
func (c *Case) replacement() string {
	row := c.last()
	instead := c.Catalog.Replacement(row, c.Target)
	switch {
	case c.selection != nil:
		return c.selectInstead()
	case instead == nil && c.isConfig():
		return ""
	case instead == nil && !c.isOwn():
		return ""
	case instead == nil && c.Catalog.Complete(c.Target).By != "":
		return fmt.Sprintf("no API that %s serves replaces it", c.Catalog.Complete(c.Target).By)
	case instead == nil && c.Target.From != c.Target.To:
		return c.laterReplacement(row)
	case instead == nil:
		return fmt.Sprintf("no API that %s serves by default replaces it", releases(c.Target))
	case c.api.Kind == "" && c.api.Resource == "":
		return c.versionsInstead()
	case instead.Kind == row.Kind:
		return fmt.Sprintf("write %s%s", instead.APIVersion(), since(instead))
	}
	return fmt.Sprintf("write %s%s", instead, since(instead))
}

// versionsInstead names the versions that replace a whole version.
func (c *Case) versionsInstead() string {
	var versions []string
	for _, row := range c.kinds {
		if instead := c.Catalog.Replacement(row, c.Target); instead != nil && !slices.Contains(versions, instead.APIVersion()) {
			versions = append(versions, instead.APIVersion())
		}
	}
	if len(versions) < 2 {
		return "write " + strings.Join(versions, "")
	}
	slices.Sort(versions)
	last := len(versions) - 1
	return fmt.Sprintf("write %s or %s, depending on the kind", strings.Join(versions[:last], ", "), versions[last])
}

// laterReplacement says what to write instead if only the later target releases
// have it.
func (c *Case) laterReplacement(row *openapi.Kind) string {
	newest := apiversion.Range{From: c.Target.To, To: c.Target.To}
	instead := c.Catalog.Replacement(row, newest)
	if instead == nil {
		return fmt.Sprintf("no API that %s serves by default replaces it", releases(c.Target))
	}
	from := newest.From
	for from > c.Target.From && instead.ServedByDefault(from-1) {
		from--
	}
	what := instead.APIVersion()
	if instead.Kind != row.Kind && (c.api.Kind != "" || c.api.Resource != "") {
		what = instead.String()
	}
	return fmt.Sprintf("write %s from Kubernetes %s on; %s doesn't serve it by default", what, from, apiversion.Range{From: c.Target.From, To: from - 1})
}

// rewrite replaces the apiVersion by that of what replaces the kind, if every
// object means the same there. In a text inside another, such as a template,
// something else may depend on the words.
func (c *Case) rewrite() *diagnostic.Fix {
	if c.api == nil || c.api.Context != reference.Object || c.api.Written.End == 0 {
		return nil
	}
	row := c.last()
	instead := c.Catalog.Replacement(row, c.Target)
	if instead == nil || !c.Catalog.MeansTheSame(row, instead) {
		return nil
	}
	fix := &diagnostic.Fix{
		Safety: diagnostic.Safe, Description: "write " + instead.APIVersion(),
		Edits: []diagnostic.Edit{{Span: c.api.Written, Text: instead.APIVersion()}},
	}
	if c.sure < source.High {
		fix.Safety = diagnostic.Unsafe
	}
	return fix
}

// selectInstead names what replaces the kinds of a selection, each once.
func (c *Case) selectInstead() string {
	var names []string
	for _, row := range c.kinds {
		instead := c.Catalog.Replacement(row, c.Target)
		if instead == nil {
			continue
		}
		name := instead.Group + " " + instead.Resource
		if c.selection.Context != reference.Access {
			name = instead.String()
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return "nothing replaces it: delete it"
	}
	return "write " + strings.Join(names, ", ")
}

// since says since when a kind is there, if that is known.
func since(k *openapi.Kind) string {
	if k.Introduced == 0 || k.Class == openapi.Config {
		return ""
	}
	return fmt.Sprintf(", which Kubernetes has since %s", k.Introduced)
}

// releases names a run of releases.
func releases(r apiversion.Range) string { return "Kubernetes " + r.String() }

// dated leaves out a release of which nobody knows which it was.
func dated(release apiversion.Release) apiversion.Release {
	if release == openapi.Always {
		return 0
	}
	return release
}
