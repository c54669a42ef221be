package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// module is one downloaded module.
type module struct {
	Path, Version, Dir, Sum, Error string
}

// stagingModules are published beside k8s.io/kubernetes, as v0.N.P.
var stagingModules = []string{
	"k8s.io/api",
	"k8s.io/apiextensions-apiserver",
	"k8s.io/apimachinery",
	"k8s.io/apiserver",
	"k8s.io/client-go",
	"k8s.io/cloud-provider",
	"k8s.io/component-base",
	"k8s.io/controller-manager",
	"k8s.io/dynamic-resource-allocation",
	"k8s.io/kube-aggregator",
	"k8s.io/kube-controller-manager",
	"k8s.io/kube-proxy",
	"k8s.io/kube-scheduler",
	"k8s.io/kubectl",
	"k8s.io/kubelet",
	"k8s.io/metrics",
	"k8s.io/pod-security-admission",
}

// firstWith is the first minor release that published the module, or whose
// module registers types.
var firstWith = map[string]int{
	"k8s.io/kubectl":                     17,
	"k8s.io/controller-manager":          20,
	"k8s.io/pod-security-admission":      22,
	"k8s.io/dynamic-resource-allocation": 36,
}

// firstPublished is the first minor release whose staging modules carry
// versions; before it, k8s.io/kubernetes holds their source.
const firstPublished = 15

// download brings a module at one version into the module cache.
func download(path, version string) (module, error) {
	var m module
	out, err := goCommand("mod", "download", "-json", path+"@"+version)
	if jsonErr := json.Unmarshal(out, &m); jsonErr != nil {
		return m, fmt.Errorf("download %s@%s: %w", path, version, cmp.Or(err, jsonErr))
	}
	if m.Error != "" {
		return m, fmt.Errorf("download %s@%s: %s", path, version, m.Error)
	}
	return m, nil
}

// isUnavailable tells whether a download failed because the proxy, or the
// repository behind it, has no such version.
func isUnavailable(err error) bool {
	return slices.ContainsFunc([]string{"404 Not Found", "410 Gone", "version is not available", "unknown revision", "not found:"},
		func(answer string) bool { return strings.Contains(err.Error(), answer) })
}

// goCommand runs the go command outside of any module.
func goCommand(args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = os.TempDir()
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GO111MODULE=on")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		err = errors.New(strings.TrimSpace(stderr.String()))
	}
	return out, err
}

// newestPatch downloads the newest patch of a module's minor version that can
// be had. The proxy's list of versions may lack some, so patches are tried
// from the larger of the newest listed and the given one downwards.
func newestPatch(path, minorVersion string, patch int) (module, error) {
	if out, err := goCommand("list", "-m", "-versions", "-f", `{{join .Versions "\n"}}`, path+"@latest"); err == nil {
		patch = max(patch, slices.Max(patchesOf(string(out), minorVersion)))
	}
	var firstErr error
	for p := patch; p >= 0; p-- {
		m, err := download(path, minorVersion+"."+strconv.Itoa(p))
		if err == nil {
			return m, nil
		}
		firstErr = cmp.Or(firstErr, err)
	}
	return module{}, firstErr
}

// patchesOf lists the patches of the minor version, and -1.
func patchesOf(versions, minorVersion string) []int {
	patches := []int{-1}
	for v := range strings.Lines(versions) {
		if rest, ok := strings.CutPrefix(strings.TrimSpace(v), minorVersion+"."); ok {
			if p, err := strconv.Atoi(rest); err == nil {
				patches = append(patches, p)
			}
		}
	}
	return patches
}

// fetchModules downloads what the facts of a release are read from. patch is
// the newest patch of k8s.io/kubernetes that is known, 0 if none is.
func fetchModules(minor, patch int) ([]module, error) {
	if minor == onlyClient {
		m, err := download("k8s.io/client-go", "v4.0.0+incompatible")
		return []module{m}, err
	}
	kubernetes, err := newestPatch("k8s.io/kubernetes", fmt.Sprintf("v1.%d", minor), patch)
	if err != nil {
		return nil, err
	}
	modules := []module{kubernetes}
	if minor < firstPublished {
		return modules, nil
	}
	patch, err = strconv.Atoi(kubernetes.Version[strings.LastIndexByte(kubernetes.Version, '.')+1:])
	if err != nil {
		return nil, err
	}
	for _, path := range stagingModules {
		if minor < firstWith[path] {
			continue
		}
		m, err := newestPatch(path, fmt.Sprintf("v0.%d", minor), patch)
		if err != nil {
			return nil, err
		}
		modules = append(modules, m)
	}
	return modules, nil
}

// treeOf lays the modules out by import path.
func treeOf(modules []module) *sourceTree {
	tree := &sourceTree{packages: map[string]*goPackage{}}
	for _, m := range modules {
		tree.roots = append(tree.roots, root{m.Path, m.Dir})
	}
	staging := modules[0].Dir + "/staging/src/k8s.io/"
	for _, path := range stagingModules {
		if tree.dir(path) == "" {
			tree.roots = append(tree.roots, root{path, staging + strings.TrimPrefix(path, "k8s.io/")})
		}
	}
	slices.SortFunc(tree.roots, func(a, b root) int { return cmp.Compare(len(b.path), len(a.path)) })
	return tree
}
