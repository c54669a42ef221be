package goload

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/cache"
	"golang.org/x/tools/go/packages"

	"github.com/apilint/apilint/internal/find/golang"
)

// Cache keeps from run to run what the files of type-checked packages hold, so
// that only what has changed is type-checked. Any number of runs may use one at
// once; what is damaged counts as missing, and what isn't asked for during five
// days is deleted.
type Cache struct {
	store   *cache.Cache
	program string // what keeps it: another build may find something else
}

// OpenCache opens the cache in a directory, which is made if need be.
func OpenCache(dir string) (*Cache, error) {
	program, err := thisProgram()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	store, err := cache.Open(dir)
	if err != nil {
		return nil, err
	}
	return &Cache{store, program}, store.Trim()
}

// thisProgram tells this build of the program from others: by its version, or
// where it has none that stands for its source by its file. Hashing all of that
// would take longer than many a run.
func thisProgram() (string, error) {
	build, known := debug.ReadBuildInfo()
	if known && strings.HasPrefix(build.Main.Version, "v") && !strings.HasSuffix(build.Main.Version, "+dirty") {
		return build.String(), nil
	}
	file, err := os.Executable()
	if err != nil {
		return "", err
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %d %d", file, info.Size(), info.ModTime().UnixNano()), nil
}

// get returns what is kept of each package of a unit, nil if nothing is.
func (c *Cache) get(key cache.ActionID, unit *Unit) []*golang.Kept {
	data, _, err := c.store.GetBytes(key)
	if err != nil {
		return nil
	}
	var kept []*golang.Kept
	if err := json.Unmarshal(data, &kept); err != nil || len(kept) != len(unit.members) {
		return nil
	}
	for i, one := range kept {
		if one == nil || len(one.Files) != asked(unit.members[i]) {
			return nil
		}
	}
	return kept
}

// asked returns how many files of a package were asked for.
func asked(members []member) (n int) {
	for _, file := range members {
		if file.shown != "" {
			n++
		}
	}
	return n
}

// put keeps what was found in each package of a unit. A run that can't keep
// anything is as good as others.
func (c *Cache) put(key cache.ActionID, kept []*golang.Kept) {
	if data, err := json.Marshal(kept); err == nil {
		_ = c.store.PutBytes(key, data)
	}
}

// recall takes from the cache what is kept of the units.
func (m *Module) recall(loaded []*packages.Package) {
	if m.cache == nil {
		return
	}
	m.keys = keysOf(loaded)
	var working sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(m.Units); i = next.Add(1) - 1 {
				unit := m.Units[i]
				if key, known := m.keyOf(unit, unit.read(nil)); known {
					unit.key, unit.kept = key, m.cache.get(key, unit)
				}
			}
		})
	}
	working.Wait()
}

// unknown are the units of which nothing is kept.
func (m *Module) unknown() []*Unit {
	return slices.DeleteFunc(slices.Clone(m.Units), func(unit *Unit) bool { return unit.kept != nil })
}

// recalled returns the packages of a unit as they were when they were kept.
func (m *Module) recalled(unit *Unit, read [][]text) []*Checked {
	var all []*Checked
	for i, p := range unit.packages {
		c := m.newChecked(p)
		found := c.Recall(unit.kept[i])
		for _, t := range read[i] {
			if t.shown != "" {
				c.Files = append(c.Files, File{t.file, found[0]})
				found = found[1:]
			}
		}
		all = append(all, c)
	}
	return all
}

// keep keeps what was found in a unit, if nothing was in the way of finding all
// there is.
func (m *Module) keep(key cache.ActionID, all []*Checked) {
	var kept []*golang.Kept
	for _, c := range all {
		var found []golang.Findings
		for _, file := range c.Files {
			found = append(found, file.Found)
		}
		one := c.Keep(found)
		if one == nil || c.Problems > 0 {
			return
		}
		kept = append(kept, one)
	}
	m.cache.put(key, kept)
}
