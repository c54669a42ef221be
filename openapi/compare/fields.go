package compare

import "strings"

// types compares the fields of the types that both views have.
func (c *comparison) types() {
	for name, before := range c.before.Types {
		after := c.after.Types[name]
		if after == nil || !c.countsType(name, before) {
			continue
		}
		at := typeGVK(name, before)
		for path, field := range before.Fields {
			if !isCommon(name, path) {
				c.field(at, path, field, after)
			}
		}
		for path, field := range after.Fields {
			if _, known := before.Fields[path]; !known && !isCommon(name, path) && hasParent(before, path) {
				c.newField(at, path, field)
			}
		}
	}
}

// countsType tells whether a type is of a kind that counts. The types of parts
// are those of custom kinds.
func (c *comparison) countsType(name string, t *Type) bool {
	if c.only == nil {
		return true
	}
	for at := range c.only {
		if group, _, found := strings.Cut(t.APIVersion, "/"); found && group == at.Group {
			return true
		}
	}
	return false
}

// typeGVK names a type as a kind of its version.
func typeGVK(name string, t *Type) GVK {
	group, version, found := strings.Cut(t.APIVersion, "/")
	if !found {
		group, version = "", group
	}
	return GVK{group, version, name[strings.LastIndexByte(name, '.')+1:]}
}

// isCommon tells of the fields that every object has: API servers add them to
// the schemas of custom resources.
func isCommon(typeName, path string) bool {
	switch path {
	case "apiVersion", "kind", "metadata":
		return !strings.HasPrefix(typeName, "io.k8s.")
	}
	return strings.HasPrefix(path, "metadata.") && !strings.HasPrefix(typeName, "io.k8s.")
}

// hasParent tells whether a type has the field that a path leads through: of a
// whole that went, or came, the parts aren't told.
func hasParent(t *Type, path string) bool {
	i := strings.LastIndexByte(path, '.')
	if i < 0 {
		return true
	}
	_, known := t.Fields[strings.TrimRight(path[:i], "[]{}")]
	return known
}

func (c *comparison) field(at GVK, path string, before Field, afterType *Type) {
	after, known := afterType.Fields[path]
	if !known {
		if hasParent(afterType, path) {
			c.say(fieldChange(Removed, AField, at, path, "is gone").breaking())
		}
		return
	}
	switch {
	case after.Required && !before.Required:
		c.say(fieldChange(Added, Requirement, at, path, "is required now").breaking())
	case before.Required && !after.Required:
		c.say(fieldChange(Removed, Requirement, at, path, "is no longer required"))
	}
	if before.Type != after.Type && before.Type != "" && after.Type != "" && c.before.formOfTypes == c.after.formOfTypes {
		c.say(fieldChange(Changed, AType, at, path, "is "+after.Type+", was "+before.Type).breaking())
	}
}

func (c *comparison) newField(at GVK, path string, field Field) {
	change := fieldChange(Added, AField, at, path, "is new")
	if field.Required {
		change.Text += " and required"
		change.Subject = Requirement
		change = change.breaking()
	}
	c.say(change)
}

func fieldChange(action Action, subject Subject, at GVK, path, text string) Change {
	return Change{Action: action, Subject: subject, GVK: at, Name: path, Text: "field " + path + " " + text}
}
