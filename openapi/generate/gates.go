package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"strconv"
	"strings"
)

// gatePackages define the feature gates of the components of Kubernetes.
var gatePackages = []string{
	"k8s.io/kubernetes/pkg/features",
	"k8s.io/apiserver/pkg/features",
	"k8s.io/apiextensions-apiserver/pkg/features",
	"k8s.io/client-go/features",
	"k8s.io/component-base/logs/api/v1",
	"k8s.io/component-base/metrics/features",
	"k8s.io/component-base/zpages/features",
	"k8s.io/controller-manager/pkg/features",
}

// addGates adds the stage and the default that the release gives each feature
// gate. Gates of the API server are listed twice upstream; the doubles agree.
func (fs *facts) addGates(tree *sourceTree) error {
	minor, err := minorOf(fs.release)
	if err != nil {
		return err
	}
	for _, path := range gatePackages {
		p, err := tree.load(path)
		if err != nil {
			return err
		}
		for _, f := range p.files {
			if err := fs.addGatesOf(p, f, minor); err != nil {
				return fmt.Errorf("read feature gates of %s: %w", path, err)
			}
		}
	}
	return nil
}

// minorOf reads the 38 of "1.38".
func minorOf(release string) (int, error) {
	text, ok := strings.CutPrefix(release, "1.")
	minor, err := strconv.Atoi(text)
	if !ok || err != nil || strconv.Itoa(minor) != text || minor < 0 {
		return 0, fmt.Errorf("%q is not a release: write it as 1.38", release)
	}
	return minor, nil
}

// addGatesOf reads the map literals whose values are FeatureSpec or
// VersionedSpecs.
func (fs *facts) addGatesOf(p *goPackage, f *ast.File, minor int) (err error) {
	ast.Inspect(f, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		m, ok := lit.Type.(*ast.MapType)
		if !ok {
			return true
		}
		values := typeName(m.Value)
		if values != "FeatureSpec" && values != "VersionedSpecs" {
			return true
		}
		for _, elt := range lit.Elts {
			if e := fs.addGate(p, f, elt.(*ast.KeyValueExpr), minor); e != nil {
				err = cmp.Or(err, e)
			}
		}
		return false
	})
	return err
}

func (fs *facts) addGate(p *goPackage, f *ast.File, kv *ast.KeyValueExpr, minor int) error {
	gate, ok := p.text(kv.Key, f)
	if !ok {
		return fmt.Errorf("the name of a gate is of a form that is not understood: %T", kv.Key)
	}
	spec, ok := kv.Value.(*ast.CompositeLit)
	if !ok {
		return fmt.Errorf("gate %s: its specification is a %T", gate, kv.Value)
	}
	if len(spec.Elts) > 0 {
		if _, isVersioned := spec.Elts[0].(*ast.CompositeLit); isVersioned {
			if spec = specOf(spec, minor); spec == nil {
				return nil // not before a later release
			}
		}
	}
	fields := fieldsOf(spec)
	stage := strings.ToLower(typeName(fields["PreRelease"]))
	preset, okPreset := p.truth(fields["Default"], f)
	locked, okLocked := p.truth(fields["LockToDefault"], f)
	if stage == "" || !okPreset || !okLocked {
		return fmt.Errorf("gate %s: stage, default or lock are of a form that is not understood", gate)
	}
	fs.add("gate", gate, stage, onOff(preset), map[bool]string{true: "locked"}[locked])
	return nil
}

func onOff(on bool) string {
	if on {
		return "on"
	}
	return "off"
}

// specOf picks the specification that holds in release 1.minor.
func specOf(specs *ast.CompositeLit, minor int) *ast.CompositeLit {
	var best *ast.CompositeLit
	bestMinor := -1
	for _, elt := range specs.Elts {
		spec, ok := elt.(*ast.CompositeLit)
		if !ok {
			continue
		}
		since := specMinor(fieldsOf(spec)["Version"])
		if since <= minor && since >= bestMinor {
			best, bestMinor = spec, since
		}
	}
	return best
}

// specMinor reads version.MustParse("1.31") and MajorMinor(1, 31).
func specMinor(expr ast.Expr) int {
	call, ok := expr.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 {
		return 0
	}
	lit, ok := call.Args[len(call.Args)-1].(*ast.BasicLit)
	if !ok {
		return 0
	}
	minor, _ := strconv.Atoi(strings.TrimPrefix(strings.Trim(lit.Value, `"`), "1."))
	return minor
}

func fieldsOf(lit *ast.CompositeLit) map[string]ast.Expr {
	fields := map[string]ast.Expr{}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			fields[kv.Key.(*ast.Ident).Name] = kv.Value
		}
	}
	return fields
}

// truth evaluates true, false, and a constant of either; nil is false.
func (p *goPackage) truth(expr ast.Expr, f *ast.File) (is, ok bool) {
	if expr == nil {
		return false, true
	}
	if id, isIdent := expr.(*ast.Ident); isIdent && (id.Name == "true" || id.Name == "false") {
		return id.Name == "true", true
	}
	q, v, ok := p.lookup(expr, f)
	if !ok {
		return false, false
	}
	return q.truth(v.expr, v.file)
}
