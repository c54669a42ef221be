package differential

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime/schema"

	"github.com/apilint/apilint/internal/runtimeconfig"
	"github.com/apilint/apilint/internal/source"
	"github.com/apilint/apilint/openapi"
)

// TestMain silences what the linked code logs of each value.
func TestMain(m *testing.M) {
	silence, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		panic(err)
	}
	os.Stderr = silence
	os.Exit(m.Run())
}

// rounds is how many random values are compared.
const rounds = 200_000

// Every value must start or stop a server of the linked release as
// runtimeconfig says, for the same reasons, and with the same APIs on.
func TestRandomValues(t *testing.T) {
	u := newUpstream(t)
	random := newValues(uint64(u.release), u.catalog, u.release)
	counts := map[runtimeconfig.Class]int{}
	failures := 0
	for range rounds {
		values := random.flag()
		class, complaint := u.try(t, values)
		counts[class]++
		if complaint == "" {
			continue
		}
		t.Errorf("%q: %s", values, complaint)
		if failures++; failures == 20 {
			break
		}
	}
	t.Logf("%d values on %s:", rounds, u.release)
	for _, class := range slices.Sorted(maps.Keys(counts)) {
		t.Logf("%7d %s", counts[class], class)
	}
}

// starts is how often a value is tried: the linked code ranges over maps, so
// where entries contradict each other one start may end otherwise than the next.
const starts = 200

// try compares one value. It returns how the start ended and what is wrong, ""
// if nothing is.
func (u *upstream) try(t *testing.T, values []string) (class runtimeconfig.Class, complaint string) {
	ours := evaluate(u, values)
	for range starts {
		outcomes, err := u.start(values)
		if err != nil {
			t.Fatal(err)
		}
		if class, complaint = u.compare(ours, outcomes); complaint == "" {
			break
		}
	}
	return class, complaint
}

func evaluate(u *upstream, values []string) *runtimeconfig.Outcome {
	var texts []source.Text
	for _, value := range values {
		texts = append(texts, (&source.File{Data: []byte(value)}).Text())
	}
	return runtimeconfig.Evaluate(u.catalog, u.release, runtimeconfig.Parse(texts...), runtimeconfig.Flags{})
}

// compare says what is wrong with our outcome, "" if nothing is, and how the
// start ended.
func (u *upstream) compare(ours *runtimeconfig.Outcome, outcomes []outcome) (class runtimeconfig.Class, complaint string) {
	var complaints []string
	for _, theirs := range outcomes {
		if complaint = u.differs(ours, theirs); complaint == "" {
			return endOf(theirs), ""
		}
		complaints = append(complaints, complaint)
	}
	return endOf(outcomes[0]), strings.Join(complaints, "; or: ")
}

func endOf(o outcome) runtimeconfig.Class {
	switch {
	case len(o.validation) > 0:
		return o.validation[0]
	case o.unfair:
		return runtimeconfig.Unfair
	case o.merge != "":
		return o.merge
	}
	return "accepted"
}

// differs compares with one way in which a start can end. Of several faults of
// one entry we name one; that the entry is unfair to API Priority and Fairness
// comes last.
func (u *upstream) differs(ours *runtimeconfig.Outcome, theirs outcome) string {
	refused := classes(ours)
	weFindUnfair := slices.Contains(refused, runtimeconfig.Unfair)
	switch {
	case !slices.Equal(validation(refused), theirs.validation),
		weFindUnfair && !theirs.unfair, theirs.unfair && len(refused) == 0:
		return fmt.Sprintf("the options give %q, unfair %t; we %s", theirs.message, theirs.unfair, join(refused))
	case theirs.unfair || len(theirs.validation) > 0:
		return ""
	case slices.Contains(refused, runtimeconfig.BadMetaValue) && theirs.merge != runtimeconfig.BadMetaValue,
		theirs.merge != "" && !slices.Contains(refused, theirs.merge),
		theirs.merge == "" && len(refused) > 0:
		return fmt.Sprintf("the merge gives %q; we %s", theirs.message, join(refused))
	case theirs.merge != "":
		return ""
	}
	return u.differsIn(ours, theirs)
}

func join(classes []runtimeconfig.Class) string {
	text := "refuse:"
	for _, class := range classes {
		text += " " + string(class)
	}
	return text
}

// classes lists the classes of our refusals, sorted.
func classes(o *runtimeconfig.Outcome) []runtimeconfig.Class {
	var all []runtimeconfig.Class
	for _, v := range o.Verdicts {
		if v.Effect == runtimeconfig.Refused {
			all = append(all, v.Class)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// validation returns those of our classes that the options report: a malformed
// key, or api/all=false alone, hides unknown groups.
func validation(all []runtimeconfig.Class) []runtimeconfig.Class {
	var reported []runtimeconfig.Class
	for _, class := range all {
		switch class {
		case runtimeconfig.UnknownGroup:
			if !slices.Contains(all, runtimeconfig.Malformed) {
				reported = append(reported, class)
			}
		case runtimeconfig.Malformed, runtimeconfig.OnlyAllOff:
			reported = append(reported, class)
		}
	}
	return reported
}

// differsIn compares what is on.
func (u *upstream) differsIn(ours *runtimeconfig.Outcome, theirs outcome) string {
	for v := range u.catalog.Servers().All() {
		if v.Group == "" && v.Server != openapi.KubeAPIServer {
			continue
		}
		for k := range u.catalog.InVersion(v.Group, v.Version) {
			if k.Resource == "" || strings.Contains(k.Resource, "/") || !k.PresentIn(u.release) || isGuarded(u, k) {
				continue
			}
			resource := schema.GroupVersionResource{Group: k.Group, Version: k.Version, Resource: k.Resource}
			theirOn := theirs.configs[v.Server].ResourceEnabled(resource)
			ourOn := k.ServedByDefault(u.release) && !slices.Contains(ours.Disabled, k) || slices.Contains(ours.Enabled, k)
			if theirOn != ourOn {
				return k.String() + ": on or off differs"
			}
		}
	}
	return ""
}

// isGuarded tells whether a feature gate that is off by default guards a kind,
// so that the merge alone doesn't decide.
func isGuarded(u *upstream, k *openapi.Kind) bool {
	for _, use := range k.Gates {
		if use.Guards(u.release) && !u.catalog.Gate(use.Gate).In(u.release).Default {
			return true
		}
	}
	return false
}
