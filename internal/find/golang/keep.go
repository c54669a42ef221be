package golang

import "github.com/apilint/apilint/internal/reference"

// Kept is what the files of a package hold, in a form that can be written as
// JSON and read again.
type Kept struct {
	Own   map[string]bool // the groups that the module defines, as far as the package is built on them
	Files []keptFile
}

type keptFile struct {
	Findings
	References []keptReference // in the place of those of Findings
	IsOwner    bool            // whether the module defines a group was known
}

type keptReference struct {
	reference.Reference
	Subject *reference.API // in the place of that of Reference
}

// Keep returns what was found in files of the package, nil where that hangs on
// more than the files and what they import: definitions are put together with
// those of the packages beside them, and what is lacking is known to the module.
func (p *Package) Keep(found []Findings) *Kept {
	kept := &Kept{Own: p.ownGroups()}
	for _, f := range found {
		file := keptFile{Findings: f, IsOwner: f.Owns != nil}
		for _, r := range f.References {
			api, ok := r.Subject.(*reference.API)
			if !ok {
				return nil
			}
			file.References = append(file.References, keptReference{r, api})
		}
		kept.Files = append(kept.Files, file)
	}
	return kept
}

// Recall returns what was kept, file by file. The package needs neither types
// nor files for that.
func (p *Package) Recall(kept *Kept) []Findings {
	p.own = kept.Own
	var found []Findings
	for _, file := range kept.Files {
		f := file.Findings
		for _, r := range file.References {
			r.Reference.Subject = r.Subject
			f.References = append(f.References, r.Reference)
		}
		if file.IsOwner {
			f.Owns = p.ownsGroup
		}
		found = append(found, f)
	}
	return found
}
