module github.com/apilint/apilint/openapi/generate

go 1.26.0

require (
	github.com/apilint/apilint v0.0.0
	go.yaml.in/yaml/v4 v4.0.0
)

require (
	github.com/Masterminds/semver/v3 v3.5.0 // indirect
	k8s.io/apimachinery v0.37.2 // indirect
)

replace github.com/apilint/apilint => ../..
