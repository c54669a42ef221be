package config

import (
	"github.com/apilint/apilint/rules"
)

// form is the form of a value, as JSON Schema writes it.
type form func() map[string]any

func aString(pattern string) form {
	return func() map[string]any {
		s := map[string]any{"type": "string", "minLength": 1}
		if pattern != "" {
			s["pattern"] = pattern
		}
		return s
	}
}

func listOf(item form) form {
	return func() map[string]any {
		return map[string]any{"type": "array", "items": item()}
	}
}

var (
	aFile    = aString("")
	aPattern = aString(`^[^!#]`)
)

// aRelease takes a number too: YAML takes 1.37 for one.
func aRelease() map[string]any {
	return map[string]any{"type": []string{"string", "number"}, "pattern": `^v?1\.[0-9]+(\.[0-9]+)?(\.\.v?1\.[0-9]+(\.[0-9]+)?)?$`}
}

func aSeverity() map[string]any { return map[string]any{"enum": []string{"error", "warning", "info"}} }

func aRule() map[string]any {
	return map[string]any{"enum": append(append(rules.IDs(), rules.Groups()...), rules.Every)}
}

func someRules() map[string]any    { return listOf(aRule)() }
func someFiles() map[string]any    { return listOf(aFile)() }
func somePatterns() map[string]any { return listOf(aString(""))() }

func ruleSettings() map[string]any {
	properties := map[string]any{}
	for _, id := range rules.IDs() {
		properties[id] = objectOf(ruleKeys)
	}
	return map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
}

func pathSettings() map[string]any {
	entry := objectOf(pathKeys)
	entry["required"] = []string{"glob"}
	return map[string]any{"type": "array", "items": entry}
}

// objectOf is the form of a mapping with these keys and no others.
func objectOf[T any](keys []key[T]) map[string]any {
	properties := map[string]any{}
	for _, k := range keys {
		property := k.form()
		property["description"] = k.doc
		properties[k.name] = property
	}
	return map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
}

// Schema is the JSON Schema of configuration files.
func Schema() map[string]any {
	schema := objectOf(topKeys)
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = "https://raw.githubusercontent.com/apilint/apilint/main/docs/config.schema.json"
	schema["title"] = "Configuration of apilint (" + Name + ")"
	return schema
}
