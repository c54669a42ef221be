package openapi

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/apilint/apilint/internal/apiversion"
)

// extensionRow reads one row of a user's catalog file. rows are those known so
// far. Its error begins with the line.
func (c *Catalog) extensionRow(file string, item *yaml.Node, rows map[name]*Kind) (*Kind, error) {
	f, err := extensionFields(item)
	if err != nil {
		return nil, err
	}
	gv, err := apiversion.Parse(f.text["apiVersion"])
	switch {
	case f.text["apiVersion"] == "" || f.text["kind"] == "":
		return nil, fmt.Errorf("%d: a row needs apiVersion and kind", item.Line)
	case err != nil:
		return nil, fmt.Errorf("%d: apiVersion: %w", f.line["apiVersion"], err)
	}
	k := Kind{Group: gv.Group, Version: gv.Version, Kind: f.text["kind"], Class: Resource, present: allReleases, byDefault: allReleases}
	if known := rows[k.name()]; known != nil {
		k = *known
	}
	k.catalog = c
	for _, set := range extensionColumns {
		text, ok := f.text[set.field]
		if !ok {
			continue
		}
		if err := set.set(&k, text); err != nil {
			return nil, fmt.Errorf("%d: %s: %w", f.line[set.field], set.field, err)
		}
	}
	if k.present == 0 && f.text["removed"] != "always" {
		return nil, fmt.Errorf("%d: it would be removed in %s and introduced in %s: no release has it", item.Line, k.Removed, k.Introduced)
	}
	if !kindName.MatchString(k.Kind) {
		return nil, fmt.Errorf("%d: %q is not the name of a kind: it begins with a capital letter and has letters and digits only", f.line["kind"], k.Kind)
	}
	if k.Removed != 0 && k.Deprecated > k.Removed {
		return nil, fmt.Errorf("%d: it would be deprecated in %s, after it was removed in %s", item.Line, k.Deprecated, k.Removed)
	}
	k.hasList = k.hasList || k.Class == Resource
	k.provenance = joinCodes(k.provenance, c.addSource(file, item.Line, f.text["source"]))
	return &k, nil
}

// kindName is the form of a kind: CamelCase by the API conventions.
var kindName = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

const allReleases = ^apiversion.ReleaseSet(0)

// fieldsOfRow are the scalar fields of a row and the lines they stand on.
type fieldsOfRow struct {
	text map[string]string
	line map[string]int
}

func extensionFields(item *yaml.Node) (fieldsOfRow, error) {
	f := fieldsOfRow{map[string]string{}, map[string]int{}}
	err := eachField(item, func(field string, value *yaml.Node) error {
		known := slices.ContainsFunc(extensionColumns, func(c extensionColumn) bool { return c.field == field })
		if !known && !slices.Contains([]string{"apiVersion", "kind", "source"}, field) {
			return fmt.Errorf("unknown field %q", field)
		}
		if value.Kind != yaml.ScalarNode || value.Value == "" {
			return fmt.Errorf("%s must be a text", field)
		}
		f.text[field], f.line[field] = value.Value, value.Line
		return nil
	})
	return f, err
}

// extensionColumn sets one column of a row.
type extensionColumn struct {
	field string
	set   func(k *Kind, text string) error
}

// extensionColumns are set in this order: servedByDefault builds upon what the
// releases before it say.
var extensionColumns = []extensionColumn{
	{"class", setClass},
	{"resource", func(k *Kind, text string) error { k.Resource = text; return nil }},
	{"introduced", setIntroduced},
	{"deprecated", func(k *Kind, text string) (err error) { k.Deprecated, err = releaseOrAlways(text); return err }},
	{"removed", setRemoved},
	{"removalPlanned", func(k *Kind, text string) (err error) { k.RemovalPlanned, err = releaseOrAlways(text); return err }},
	{"servedByDefault", setServedByDefault},
	{"replacedBy", setReplacedBy},
}

func setClass(k *Kind, text string) error {
	known := []Class{Resource, Review, Subresource, Exchange, Config, AddOn}
	if k.Class = Class(text); !slices.Contains(known, k.Class) {
		return fmt.Errorf("there is no class %q: write one of %v", text, known)
	}
	return nil
}

// Always is the release that stands for "always" in a user's catalog: what is
// deprecated or removed since then is so on every release of Kubernetes.
var Always = allReleases.First()

// releaseOrAlways reads "1.25", or "always".
func releaseOrAlways(text string) (apiversion.Release, error) {
	if text == "always" {
		return Always, nil
	}
	r, err := apiversion.ParseRelease(text)
	if err == nil && apiversion.SetOf(r) == 0 {
		err = fmt.Errorf("%q is beyond the releases that apilint can tell apart", text)
	}
	return r, err
}

// before is the set of the releases before r.
func before(r apiversion.Release) apiversion.ReleaseSet { return apiversion.SetOf(r) - 1 }

func setIntroduced(k *Kind, text string) (err error) {
	if k.Introduced, err = releaseOrAlways(text); err != nil {
		return err
	}
	until := k.present.Last()
	k.present = apiversion.Range{From: k.Introduced, To: until}.Set()
	k.byDefault = k.present
	return nil
}

func setRemoved(k *Kind, text string) (err error) {
	if text == "never" {
		k.Removed, k.RemovalPlanned = 0, 0
		from := k.present.First()
		if k.present == 0 {
			from = max(k.Introduced, Always)
		}
		k.present |= allReleases &^ before(from)
		k.byDefault = k.present
		return nil
	}
	if k.Removed, err = releaseOrAlways(text); err != nil {
		return err
	}
	k.RemovalPlanned = 0
	k.present &= before(k.Removed)
	k.byDefault &= k.present
	return nil
}

func setServedByDefault(k *Kind, text string) error {
	on, err := strconv.ParseBool(text)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", text)
	}
	if k.byDefault = 0; on {
		k.byDefault = k.present
	}
	return nil
}

func setReplacedBy(k *Kind, text string) error {
	apiVersion, kind, renamed := strings.Cut(text, " ")
	if !renamed {
		kind = k.Kind
	}
	gv, err := apiversion.Parse(apiVersion)
	if err != nil {
		return err
	}
	if kind == "" || strings.ContainsAny(kind, " /") {
		return errors.New("write an apiVersion, or an apiVersion, a blank and a kind")
	}
	k.successor = name{gv.Group, gv.Version, kind}
	return nil
}

// addSource makes a line of the source table and returns its code.
func (c *Catalog) addSource(file string, line int, text string) string {
	code := "user" + strconv.Itoa(len(c.sources))
	c.sources[code] = file
	if line > 0 {
		c.sources[code] = fmt.Sprintf("%s:%d", file, line)
	}
	if text != "" {
		c.sources[code] += ": " + text
	}
	return code
}

func joinCodes(codes, code string) string {
	if codes == "" {
		return code
	}
	return codes + "," + code
}
