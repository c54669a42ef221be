package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
)

// rewrite is a kind whose objects mean the same in another version.
type rewrite struct{ from, to key }

// rewritesHeader is what rewrites.tsv begins with: what the table is made from.
const rewritesHeader = `# Kinds whose objects mean the same when only their apiVersion is changed: group, version and kind, the other group and version. Made by ` + "`make catalog-rewrites`" + `.
# In every release of 1.9 to 1.%d that has both: the schemas in api/openapi-spec/swagger.json are the same, descriptions aside; the defaults
# (SetDefaults_*, SetObjectDefaults_*) and the conversions written by hand are the same code; and no strategy in pkg/registry asks
# which version a request is of, but to delete. All of k8s.io/kubernetes and its staging modules, at the versions that facts/ names.
`

// rewritesFile is the name of the table.
const rewritesFile = "rewrites.tsv"

// firstRewrites is the first minor release whose schemas are compared.
const firstRewrites = 9

// writeRewrites compares the versions of kinds in all releases and writes the
// table of those that can be rewritten.
func writeRewrites(factsDir, tablesDir string, newest int) error {
	same := map[rewrite]bool{}
	for minor := firstRewrites; minor <= newest; minor++ {
		fs, err := readFacts(factsFile(factsDir, minor))
		if err != nil {
			return err
		}
		modules, err := downloadedOf(fs)
		if err != nil {
			return err
		}
		c, err := newComparison(treeOf(modules))
		if err != nil {
			return fmt.Errorf("compare release 1.%d: %w", minor, err)
		}
		for _, pair := range c.pairs() {
			equal, err := c.same(pair)
			if err != nil {
				return fmt.Errorf("compare release 1.%d: %w", minor, err)
			}
			if before, known := same[pair]; !known || before {
				same[pair] = equal
			}
		}
	}
	var lines []string
	for pair, equal := range same {
		if equal {
			lines = append(lines, strings.Join([]string{pair.from.group, pair.from.version, pair.from.kind, pair.to.group, pair.to.version}, "\t"))
		}
	}
	slices.Sort(lines)
	text := fmt.Sprintf(rewritesHeader, newest) + strings.Join(lines, "\n") + "\n"
	return os.WriteFile(filepath.Join(tablesDir, rewritesFile), []byte(text), 0o666)
}

func (m *merged) writeRewrites() error {
	newest, err := minorOf(m.known().To.String())
	if err != nil {
		return err
	}
	return writeRewrites(factsDir, tablesDir, newest)
}

// downloadedOf brings the modules of a release, as its facts name them, into the
// module cache. k8s.io/kubernetes comes first.
func downloadedOf(fs *facts) ([]module, error) {
	var modules []module
	for _, row := range fs.of("module", 3) {
		m, err := download(row[0], row[1])
		if err != nil {
			return nil, err
		}
		if m.Sum != row[2] {
			return nil, fmt.Errorf("%s@%s is not the module that the facts were read from: %s, want %s", row[0], row[1], m.Sum, row[2])
		}
		modules = append(modules, m)
	}
	return modules, nil
}

// definition is a schema of an OpenAPI 2 document.
type definition map[string]json.RawMessage

// comparison compares the kinds of one release.
type comparison struct {
	tree        *sourceTree
	definitions map[string]definition
	names       map[key]string // of definitions, by kind
	sources     map[string]*versionSource
	asking      map[string][]string // strategies that ask for the version, by directory of pkg/registry
}

func newComparison(tree *sourceTree) (*comparison, error) {
	kubernetes := tree.dir("k8s.io/kubernetes")
	data, err := os.ReadFile(filepath.Join(kubernetes, "api", "openapi-spec", "swagger.json"))
	if err != nil {
		return nil, err
	}
	var document struct{ Definitions map[string]definition }
	if err := json.Unmarshal(data, &document); err != nil {
		return nil, err
	}
	c := &comparison{tree: tree, definitions: document.Definitions, names: map[key]string{}, sources: map[string]*versionSource{}}
	for name, d := range document.Definitions {
		var kinds []struct{ Group, Version, Kind string }
		if raw := d["x-kubernetes-group-version-kind"]; raw != nil {
			if err := json.Unmarshal(raw, &kinds); err != nil {
				return nil, err
			}
		}
		if len(kinds) == 1 && d["properties"] != nil && !strings.HasSuffix(kinds[0].Kind, "List") {
			c.names[key{kinds[0].Group, kinds[0].Version, kinds[0].Kind}] = name
		}
	}
	c.asking, err = askingStrategies(filepath.Join(kubernetes, "pkg", "registry"))
	return c, err
}

// movedFrom is the group whose kinds moved to groups of their own.
const movedFrom = "extensions"

// pairs lists the kinds and the better versions of them in the release.
func (c *comparison) pairs() []rewrite {
	var pairs []rewrite
	for from := range c.names {
		for to := range c.names {
			moved := from.group == movedFrom && to.group != movedFrom
			better := from.group == to.group && apiversion.Compare(to.version, from.version) > 0
			if from.kind == to.kind && (moved || better) {
				pairs = append(pairs, rewrite{from, to})
			}
		}
	}
	return pairs
}

// same tells whether an object means the same as either kind.
func (c *comparison) same(pair rewrite) (bool, error) {
	from, to := c.names[pair.from], c.names[pair.to]
	types := map[string]bool{} // of the versions' own packages
	if !c.equalDefinitions(from, to, types) {
		return false, nil
	}
	a, err := c.source(from)
	if err != nil {
		return false, err
	}
	b, err := c.source(to)
	if err != nil || a == nil || b == nil {
		return false, err
	}
	return a.equal(b, types) && !c.asks(a.group, pair.from.kind) && !c.asks(b.group, pair.to.kind), nil
}

// equalDefinitions compares two definitions with all that they refer to, and
// notes the types that it meets. What is met again on the way is as equal as
// the rest is.
func (c *comparison) equalDefinitions(a, b string, types map[string]bool) bool {
	met := a + " " + b
	if a == b || types[met] {
		return true
	}
	types[met] = true
	if typeOf(a) != typeOf(b) {
		return false
	}
	types[typeOf(a)] = true
	return c.equalSchemas(c.definitions[a], c.definitions[b], types)
}

// typeOf is the Go type at the end of a definition's name.
func typeOf(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// notCompared are the parts of schemas that say nothing of objects.
var notCompared = map[string]bool{"description": true, "x-kubernetes-group-version-kind": true}

func (c *comparison) equalSchemas(a, b definition, types map[string]bool) bool {
	for part := range a {
		if _, both := b[part]; !both && !notCompared[part] {
			return false
		}
	}
	for part, raw := range b {
		if notCompared[part] {
			continue
		}
		if other, both := a[part]; !both || !c.equalParts(part, other, raw, types) {
			return false
		}
	}
	return true
}

func (c *comparison) equalParts(part string, a, b json.RawMessage, types map[string]bool) bool {
	switch part {
	case "$ref":
		return c.equalDefinitions(referred(a), referred(b), types)
	case "items", "additionalProperties":
		var x, y definition
		if json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil {
			return c.equalSchemas(x, y, types)
		}
	case "properties":
		var x, y map[string]definition
		if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil || len(x) != len(y) {
			return false
		}
		for name := range x {
			if _, both := y[name]; !both || !c.equalSchemas(x[name], y[name], types) {
				return false
			}
		}
		return true
	}
	return string(a) == string(b)
}

func referred(raw json.RawMessage) string {
	return strings.Trim(strings.TrimPrefix(string(raw), `"#/definitions/`), `"`)
}
