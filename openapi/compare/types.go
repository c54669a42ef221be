package compare

import (
	"fmt"
	"slices"
	"strings"

	"k8s.io/kube-openapi/pkg/spec3"
	openapispec "k8s.io/kube-openapi/pkg/validation/spec"

	"github.com/apilint/apilint/openapi"
	"github.com/apilint/apilint/openapi/spec"
)

// Type is a schema with a name.
type Type struct {
	APIVersion string // the group and version that it belongs to, "" where that can't be told
	Fields     map[string]Field
}

// Field is a field of a type. Those of objects inside the type, which have no
// name, are written with their path: "spec.rules[].host", "data{}".
type Field struct {
	Required bool
	Type     string // "string", "[]integer", or the name of a type; "" where it isn't known
}

// readTypes reads the fields of the types that the documents of a spec define.
// References to types are compared by name and never followed.
func (v *View) readTypes(s *spec.Spec) error {
	for _, document := range s.Documents {
		v.formOfTypes = document.Form
		schemas, err := schemasOf(document)
		if err != nil {
			return fmt.Errorf("%s: read schemas: %w", document.Name, err)
		}
		v.addTypes(schemas)
	}
	for _, d := range s.Definitions {
		if err := v.defineTypes(d); err != nil {
			return err
		}
	}
	return nil
}

func schemasOf(document spec.Document) (schemas map[string]*openapispec.Schema, err error) {
	defer func() { // no bytes may end the program, whatever the library makes of them
		if reason := recover(); reason != nil {
			err = fmt.Errorf("it can't be read: %v", reason)
		}
	}()
	if document.Form == "OpenAPI v3" {
		var v3 spec3.OpenAPI
		if err := v3.UnmarshalJSON(document.Data); err != nil || v3.Components == nil {
			return nil, err
		}
		return v3.Components.Schemas, nil
	}
	var v2 openapispec.Swagger
	if err := v2.UnmarshalJSON(document.Data); err != nil {
		return nil, err
	}
	schemas = map[string]*openapispec.Schema{}
	for name, schema := range v2.Definitions {
		schemas[name] = &schema
	}
	return schemas, nil
}

func (v *View) addTypes(schemas map[string]*openapispec.Schema) {
	if v.Types == nil {
		v.Types = map[string]*Type{}
	}
	packages := map[string]string{}
	for name, schema := range schemas {
		if k, ok := kindOf(schema); ok {
			packages[packageOf(name)] = k.APIVersion()
		}
	}
	for name, schema := range schemas {
		if schema != nil {
			v.Types[name] = typeOf(schema, packages[packageOf(name)])
		}
	}
}

// packageOf returns the part of a type's name that all types of a version share.
func packageOf(name string) string { return name[:max(strings.LastIndexByte(name, '.'), 0)] }

// kindOf returns the kind that a schema is of. Types that travel between many
// versions, such as DeleteOptions, list them all and are of none.
func kindOf(schema *openapispec.Schema) (GVK, bool) {
	if schema == nil {
		return GVK{}, false
	}
	kinds, _ := schema.Extensions["x-kubernetes-group-version-kind"].([]any)
	if len(kinds) != 1 {
		return GVK{}, false
	}
	fields, _ := kinds[0].(map[string]any)
	text := func(name string) string {
		value, _ := fields[name].(string)
		if value == "" { // as Kubernetes 1.6 writes it
			value, _ = fields[strings.ToUpper(name[:1])+name[1:]].(string)
		}
		return value
	}
	k := GVK{text("group"), text("version"), text("kind")}
	return k, k.Version != ""
}

// defineTypes adds the schemas of a CustomResourceDefinition, under the names
// that API servers give them in their OpenAPI documents.
//
// Source: k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder, and
// k8s.io/kube-openapi/pkg/util.ToRESTFriendlyName.
func (v *View) defineTypes(d *openapi.Definition) error {
	for i := range d.Versions {
		version := &d.Versions[i]
		if version.Schema == nil || !version.Served {
			continue
		}
		var schema openapispec.Schema
		if err := schema.UnmarshalJSON(version.Schema); err != nil {
			return fmt.Errorf("%s: read the schema of %s: %w", version.Place, version.Name, err)
		}
		if v.Types == nil {
			v.Types = map[string]*Type{}
		}
		labels := strings.Split(d.Group, ".")
		slices.Reverse(labels)
		name := strings.Join(append(labels, version.Name, d.Kind), ".")
		v.Types[name] = typeOf(&schema, apiVersion(d.Group, version.Name))
	}
	return nil
}

func typeOf(schema *openapispec.Schema, apiVersion string) *Type {
	t := &Type{APIVersion: apiVersion, Fields: map[string]Field{}}
	t.addFields("", schema, 0)
	return t
}

// maxDepth is how many objects deep fields are looked for in one type.
const maxDepth = 64

func (t *Type) addFields(prefix string, schema *openapispec.Schema, depth int) {
	if depth > maxDepth {
		return
	}
	for name, property := range schema.Properties {
		path := strings.TrimPrefix(prefix+"."+name, ".")
		t.Fields[path] = Field{slices.Contains(schema.Required, name), typeName(&property)}
		t.addInner(path, &property, depth)
	}
}

// addInner adds the fields of what a field holds.
func (t *Type) addInner(path string, property *openapispec.Schema, depth int) {
	t.addFields(path, property, depth+1)
	if property.Items != nil && property.Items.Schema != nil {
		t.addInner(path+"[]", property.Items.Schema, depth+1)
	}
	if property.AdditionalProperties != nil && property.AdditionalProperties.Schema != nil {
		t.addInner(path+"{}", property.AdditionalProperties.Schema, depth+1)
	}
}

// typeName names the type of a field, or of the items of a list or a map.
func typeName(schema *openapispec.Schema) string {
	if len(schema.AllOf) == 1 && schema.Type == nil { // v3 refers to types so, to add a default
		schema = &schema.AllOf[0]
	}
	if ref := schema.Ref.String(); ref != "" {
		return ref[strings.LastIndexByte(ref, '/')+1:]
	}
	if intOrString, _ := schema.Extensions["x-kubernetes-int-or-string"].(bool); intOrString {
		return "integer or string"
	}
	name := strings.Join(schema.Type, " or ")
	switch {
	case name == "array" && schema.Items != nil && schema.Items.Schema != nil:
		return "[]" + typeName(schema.Items.Schema)
	case name == "object" && schema.AdditionalProperties != nil && schema.AdditionalProperties.Schema != nil:
		return "{}" + typeName(schema.AdditionalProperties.Schema)
	}
	return name
}
