module example.org/widgets

go 1.26

require k8s.io/apimachinery v0.0.0
