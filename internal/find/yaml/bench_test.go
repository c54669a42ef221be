package yaml

import (
	"bytes"
	"testing"

	"github.com/apilint/apilint/internal/source"
)

// manifest is a Deployment of the usual size and form.
const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: frontend
  labels: {app: frontend, tier: web}
  annotations:
    description: "serves the pages, and nothing else"
spec:
  replicas: 3
  selector:
    matchLabels:
      app: frontend
  template:
    metadata:
      labels:
        app: frontend
    spec:
      containers:
      - name: server
        image: registry.example/frontend:1.2.3 # pinned
        args: ["--port=8080", "--verbose"]
        env:
        - name: BACKEND
          value: http://backend:9090/api
        resources:
          requests:
            cpu: 100m
            memory: 64Mi
        livenessProbe:
          httpGet:
            path: /alive
            port: 8080
---
`

func benchmark(b *testing.B, read func(*Reader, source.Text)) {
	data := bytes.Repeat([]byte(manifest), 200)
	text := (&source.File{Data: data}).Text()
	var r Reader
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		read(&r, text)
	}
}

func BenchmarkFastWay(b *testing.B) {
	benchmark(b, func(r *Reader, text source.Text) {
		for document := range r.Documents(text) {
			if document.Err != nil {
				b.Fatal(document.Err)
			}
		}
	})
}

func BenchmarkLibrary(b *testing.B) {
	benchmark(b, func(r *Reader, text source.Text) {
		for part := range parts(text) {
			if err := parseByLibrary(&r.tree, part); err != nil {
				b.Fatal(err)
			}
		}
	})
}
