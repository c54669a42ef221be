package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/apiversion"
	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/spec"
)

// clusterFiles are the documents that tell what the cluster serves.
type clusterFiles struct{ paths []string }

func (f *clusterFiles) flag(group flagGroup) {
	group.StringArrayVar(&f.paths, "openapi", nil,
		"judge by what the cluster serves: `PATH` is its OpenAPI document, a directory of them, discovery documents or CustomResourceDefinitions; may be repeated")
}

// cluster is what the cluster serves, as the user's documents tell.
type cluster struct {
	console *console
	parts   []*openapi.Cluster
	whole   *openapi.Cluster // the part with the core group, nil if none has it
}

// load reads the documents. Errors begin with what names them.
func (f *clusterFiles) load(c *console, from string) (*cluster, error) {
	k := &cluster{console: c}
	loader := &spec.Loader{}
	for _, path := range f.paths {
		s, err := loadSpec(c, loader, path)
		if err != nil {
			return nil, fmt.Errorf("%s: %s", from, strings.ReplaceAll(err.Error(), "\n", "\n  "))
		}
		if k.parts = append(k.parts, &s.Cluster); !s.HasCore() {
			continue
		}
		if k.whole != nil {
			return nil, fmt.Errorf("%s: %s and %s both tell all that a cluster serves: check against one cluster at a time", from, k.whole.Name, s.Name)
		}
		k.whole = &s.Cluster
	}
	return k, nil
}

// target returns the releases to judge against: those of the flag, or that of
// the cluster, or the newest in the catalog.
func (k *cluster) target(flag string) (apiversion.Range, error) {
	if flag != "" || k.whole == nil || k.whole.Release == 0 {
		return targetReleases(flag)
	}
	release := k.whole.Release
	if known := knownReleases(); !known.Contains(release) {
		return apiversion.Range{}, fmt.Errorf("--openapi: %s is of Kubernetes %s, and this apilint knows %s to %s: name the release to judge against by --kubernetes-version",
			k.whole.Name, release, known.From, known.To)
	}
	return apiversion.Range{From: release, To: release}, nil
}

// observe returns a catalog that says of the releases what the cluster serves.
// A document of another release tells only what isn't Kubernetes' own.
func (k *cluster) observe(catalog *openapi.Catalog, target apiversion.Range) *openapi.Catalog {
	parts := slices.Clone(k.parts)
	slices.SortStableFunc(parts, func(a, b *openapi.Cluster) int { return rank(a, k.whole) - rank(b, k.whole) })
	for _, part := range parts {
		releases := target.Set()
		if part == k.whole && knownReleases().Contains(part.Release) {
			if releases &= apiversion.SetOf(part.Release); releases == 0 {
				k.console.complain("%s is of Kubernetes %s: of it, only what isn't Kubernetes' own counts for %s", part.Name, part.Release, target)
			}
		}
		catalog = catalog.Observe(part, releases)
	}
	return catalog
}

// rank puts the part that tells all before those that add to it.
func rank(part, whole *openapi.Cluster) int {
	if part == whole {
		return 0
	}
	return 1
}

var errStdinTwice = errors.New("standard input can't be both the cluster's document (--openapi -) and an input (-)")

// excludes refuses inputs that can't be read beside the cluster's documents.
func (f *clusterFiles) excludes(paths []string) error {
	if slices.Contains(f.paths, stdinPath) && slices.Contains(paths, stdinPath) {
		return errStdinTwice
	}
	return nil
}
