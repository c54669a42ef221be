package find

import (
	"maps"

	"github.com/apilint/apilint/internal/find/endpoint"
	"github.com/apilint/apilint/internal/find/yaml"
	"github.com/apilint/apilint/internal/reference"
)

// givenNames returns what a file of Terraform gives to its locals, and to its
// variables where nothing else is given, beside what is known from around it.
func givenNames(around map[string]string, root yaml.Value) map[string]string {
	locals, variables := root.Get("locals"), root.Get("variable")
	if !locals.IsMapping() && !variables.IsMapping() {
		return around
	}
	values := map[string]string{}
	maps.Copy(values, around)
	note := func(name string, value yaml.Value) {
		if text := value.String(); value.IsScalar() && text != "${}" && len(text) < maxExpansion {
			values[name] = text
		}
	}
	for key, value := range root.Entries() { // which may be there several times
		switch key.String() {
		case "locals":
			for name, value := range near(value) {
				note("local."+name, value)
			}
		case "variable":
			for name, variable := range near(value) {
				note("var."+name, variable.Get("default"))
			}
		}
	}
	return values
}

// expandPorts puts numbers in place of ports that the file gives a name, where
// they tell by themselves whose they are. Otherwise the names tell more.
func (h health) expandPorts(ports []string) []string {
	var all []string
	for _, port := range ports {
		e := endpoint.Endpoint{Scheme: "https", Port: h.expand(port)}
		if e.Server() == reference.UnknownServer {
			e.Port = port
		}
		all = append(all, e.Port)
	}
	return all
}
