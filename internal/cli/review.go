package cli

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/apilint/apilint/internal/diagnostic"
	"github.com/apilint/apilint/internal/lint"
	"github.com/apilint/apilint/internal/report"
	"github.com/apilint/apilint/internal/source"
)

// reviewFlags say which findings are known or old, so that they aren't reported.
type reviewFlags struct {
	baseline  string
	prune     bool
	mergeBase string
}

func (f *reviewFlags) flags() flagGroup {
	group := newFlagGroup("Known and ignored findings")
	group.StringVar(&f.baseline, "baseline", "", "don't report the findings that the `FILE` knows, which `apilint baseline` writes; those that are gone fail the run")
	group.BoolVar(&f.prune, "prune-baseline", false, "take what is gone out of the baseline")
	group.StringVar(&f.mergeBase, "new-from-merge-base", "", "report only findings in lines that differ from the merge base with `REF`, as git tells")
	return group
}

// review takes findings out of a run that aren't to be reported.
type review struct {
	flags   *reviewFlags
	changes *changes // nil: all lines count
	stale   []staleEntry
	seen    map[string]bool // files, by their real paths
}

// staleEntry is an entry of a baseline that knows more than there is.
type staleEntry struct {
	lint.Stale
	baseline *baseline
}

func newReview(flags *reviewFlags) (*review, error) {
	v := &review{flags: flags, seen: map[string]bool{}}
	if flags.mergeBase == "" {
		return v, nil
	}
	var err error
	if v.changes, err = changesSince(flags.mergeBase); err != nil {
		return nil, configError{fmt.Errorf("--new-from-merge-base: %w", err)}
	}
	return v, nil
}

// asTheyStand says that a text is as the file is.
func asTheyStand(offset int) int { return offset }

// check takes out of an outcome what isn't to be reported.
func (v *review) check(o *outcome) {
	if o.options == nil {
		return
	}
	stale := v.sift(o, &o.result, asTheyStand)
	if o.err == nil && o.baseline != nil {
		v.seen[o.real] = true
		for _, s := range stale {
			v.stale = append(v.stale, staleEntry{s, o.baseline})
		}
	}
}

// again judges a new text of a file, and takes out what isn't to be reported.
func (v *review) again(o *outcome, file *source.File, origin func(int) int) lint.Result {
	result := o.relint(file)
	v.sift(o, &result, origin)
	return result
}

// sift takes out of a settled result what isn't to be reported. What stands at
// an offset of its text stood at that which origin returns in the file.
func (v *review) sift(o *outcome, r *lint.Result, origin func(int) int) (stale []lint.Stale) {
	if o.baseline != nil && o.real != "" {
		stale = o.baseline.Sift(o.baseline.nameOf(o.real), o.options, r)
	}
	if v.changes != nil && o.real != "" && !o.isStdin && len(r.Diagnostics) > 0 {
		r.Summary.Unchanged += r.Drop(func(d *diagnostic.Diagnostic) bool {
			return !slices.ContainsFunc(placesOf(d, o, origin), func(lines lineRange) bool { return v.changes.touch(o.real, lines) })
		})
	}
	return stale
}

// placesOf returns the lines of the file that a finding hangs on.
func placesOf(d *diagnostic.Diagnostic, o *outcome, origin func(int) int) []lineRange {
	line := func(offset, known int) int {
		if at := origin(offset); at != offset && o.file != nil {
			return o.file.Position(at).Line
		}
		return known
	}
	places := []lineRange{{line(d.Span.Start, d.Start.Line), line(d.Span.End, d.End.Line)}}
	for _, other := range d.Related {
		if other.File == d.File {
			places = append(places, lineRange{line(other.Span.Start, other.Start.Line), line(other.Span.End, other.End.Line)})
		}
	}
	if d.BasisLine > 0 {
		places = append(places, lineRange{line(d.Basis.Start, d.BasisLine), line(d.Basis.Start, d.BasisLine)})
	}
	return places
}

// finish tells of what the baselines know that is gone, or takes it out of
// them, and tells whether the run may go on as if there were none.
func (v *review) finish(c *console, in *inputs) (ok bool) {
	if v.flags.prune && len(in.judged.bases) == 0 {
		c.complain("--prune-baseline has nothing to prune: name the baseline by --baseline or in the configuration")
		return false
	}
	v.missing(in)
	if len(v.stale) == 0 {
		return true
	}
	if v.flags.prune {
		return v.pruned(c)
	}
	for _, s := range v.stale {
		c.complain("%s knows %s of %s in %s, now %d: run apilint with --prune-baseline",
			s.baseline.shown, report.Count(s.Known, "finding"), s.Rule, s.File, s.Found)
	}
	return false
}

// missing adds the entries of files that are gone from directories that were
// read.
func (v *review) missing(in *inputs) {
	for _, b := range in.judged.bases {
		for file, counts := range b.Findings {
			real := path.Join(b.dir, file)
			if v.seen[real] || !in.reads(real) {
				continue
			}
			if _, err := os.Lstat(filepath.FromSlash(real)); !os.IsNotExist(err) {
				continue
			}
			for rule, n := range counts {
				v.stale = append(v.stale, staleEntry{lint.Stale{File: file, Rule: rule, Known: n}, b})
			}
		}
	}
	slices.SortFunc(v.stale, func(a, b staleEntry) int {
		return strings.Compare(a.baseline.shown+"\x00"+a.File+"\x00"+a.Rule, b.baseline.shown+"\x00"+b.File+"\x00"+b.Rule)
	})
}

// reads tells whether a file would be read because a directory that it lies in
// was named.
func (in *inputs) reads(real string) bool {
	return slices.ContainsFunc(in.paths, func(named string) bool {
		info, err := os.Stat(named)
		return err == nil && info.IsDir() && strings.HasPrefix(real, strings.TrimSuffix(in.judged.dirOf(named, ""), "/")+"/")
	})
}

func (v *review) pruned(c *console) bool {
	changed := map[*baseline]int{}
	for _, s := range v.stale {
		s.baseline.Prune([]lint.Stale{s.Stale})
		changed[s.baseline]++
	}
	ok := true
	for b, n := range changed {
		if err := b.write(); err != nil {
			c.complain("%v", err)
			ok = false
			continue
		}
		c.complain("took the counts of %s out of %s", report.Count(n, "rule"), b.shown)
	}
	return ok
}
