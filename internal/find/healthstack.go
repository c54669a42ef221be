package find

import (
	"regexp"

	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/source"
)

// maxJoined is how many texts are put together, and how deep functions may be
// nested.
const maxJoined = 20

// logical matches names of parameters and resources of a stack.
var logical = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$`)

// saidBy returns the text that a value is: a string, or what the functions of
// CloudFormation make one of, be they written as mappings or as tags.
//
// Source: AWS CloudFormation Template Reference, intrinsic functions.
func saidBy(v yaml.Value, depth int) (source.Text, bool) {
	switch {
	case depth > maxJoined:
	case v.IsScalar():
		return v.Text(), true
	case v.IsMapping():
		for _, function := range []string{"Fn::Sub", "Fn::Join"} {
			if inside := v.Get(function); inside.Exists() {
				return saidBy(inside, depth+1)
			}
		}
		if name := v.Get("Ref"); name.IsScalar() {
			return braced(name), true
		}
	case v.IsSequence() && v.Len() == 2:
		var both []yaml.Value
		for item := range v.Items() {
			both = append(both, item)
		}
		if both[1].IsSequence() {
			return joinedBy(both[0].String(), both[1], depth+1)
		}
		return saidBy(both[0], depth+1) // values for placeholders follow
	}
	return source.Text{}, false
}

// joinedBy puts the texts of a sequence together. A name among them is a
// reference whose tag says so.
func joinedBy(separator string, parts yaml.Value, depth int) (source.Text, bool) {
	var all source.Text
	n := 0
	for part := range parts.Items() {
		text, ok := saidBy(part, depth)
		if !ok || n == maxJoined {
			return all, false
		}
		if part.IsScalar() && logical.Match(text.Data) {
			text = braced(part)
		}
		if n++; n == 1 {
			all = text
			continue
		}
		all = joined(all, separator, text)
	}
	return all, n > 0
}

// braced returns a reference by name in the form of a placeholder.
func braced(name yaml.Value) source.Text {
	text := name.Text()
	b := source.TextBuilder{From: text}
	b.Write("${", 0)
	b.Copy(0, len(text.Data))
	b.Write("}", max(len(text.Data)-1, 0))
	return b.Text()
}
