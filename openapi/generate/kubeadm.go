package main

import (
	"go/ast"
	"strings"
)

// addKubeadm adds the versions of its configuration that kubeadm refuses as
// old, warns of as deprecated, or takes only with a flag as experimental: the
// maps in validateSupportedVersion.
func (fs *facts) addKubeadm(tree *sourceTree) error {
	p, err := tree.load("k8s.io/kubernetes/cmd/kubeadm/app/util/config")
	if err != nil {
		return err
	}
	words := map[string]string{
		"oldKnownAPIVersions":     "old",
		"deprecatedAPIVersions":   "deprecated",
		"experimentalAPIVersions": "experimental",
	}
	for _, f := range p.files {
		ast.Inspect(f, func(n ast.Node) bool {
			assignment, ok := n.(*ast.AssignStmt)
			if !ok || len(assignment.Lhs) != 1 || words[typeName(assignment.Lhs[0])] == "" {
				return true
			}
			list, ok := assignment.Rhs[0].(*ast.CompositeLit)
			if !ok {
				return true
			}
			for _, elt := range list.Elts {
				if apiVersion, ok := p.text(elt.(*ast.KeyValueExpr).Key, f); ok {
					group, version, _ := strings.Cut(apiVersion, "/")
					fs.add("kubeadm", words[typeName(assignment.Lhs[0])], group, version)
				}
			}
			return false
		})
	}
	return nil
}
