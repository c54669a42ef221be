//go:build linux || darwin

package cli

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// program builds apilint, so that its start counts too.
func program(b *testing.B) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "apilint")
	if out, err := exec.Command("go", "build", "-o", name, module+"/cmd/apilint").CombinedOutput(); err != nil {
		b.Fatalf("go build: %v: %s", err, out)
	}
	return name
}

// measure runs apilint over and over, and reports its processor time and peak
// memory beside what benchmarks report anyway.
func measure(b *testing.B, dir string, args ...string) {
	b.Helper()
	apilint := program(b)
	var processor time.Duration
	var peak int64
	for b.Loop() {
		cmd := exec.Command(apilint, args...)
		cmd.Dir = dir
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		if err := cmd.Run(); err != nil {
			b.Fatalf("apilint: %v: %s", err, stderr.String())
		}
		processor += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
		peak = max(peak, int64(usage.Maxrss))
	}
	b.ReportMetric(float64(processor.Milliseconds())/float64(b.N), "cpu-ms/op")
	if runtime.GOOS == "linux" {
		peak *= 1024 // getrusage(2) gives kilobytes there, bytes on macOS
	}
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

// BenchmarkStart checks one small file, from the start of the process to its end.
func BenchmarkStart(b *testing.B) {
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.yaml"), []byte(deployment("a")), 0o666); err != nil {
		b.Fatal(err)
	}
	measure(b, dir, "a.yaml")
}

// BenchmarkTree checks a tree of 8,000 files that hold more than 100 MB.
func BenchmarkTree(b *testing.B) {
	dir := b.TempDir()
	b.SetBytes(plantTree(b, dir, 8_000, 13_000))
	measure(b, dir, "--exit-zero", "-q")
}

// plantTree writes files of the given size or a little more, a few of which
// use an API that is gone, and returns how many bytes that makes.
func plantTree(b *testing.B, dir string, files, size int) int64 {
	b.Helper()
	total := 0
	for i := range files {
		var text strings.Builder
		if i%50 == 0 {
			text.WriteString("apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: old\n---\n")
		}
		for n := 0; text.Len() < size; n++ {
			text.WriteString(deployment(fmt.Sprintf("app-%d-%d", i, n)))
		}
		name := filepath.Join(dir, fmt.Sprintf("team-%d/app-%d.yaml", i/100, i))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text.String()), 0o666); err != nil {
			b.Fatal(err)
		}
		total += text.Len()
	}
	return int64(total)
}

func deployment(name string) string {
	return strings.ReplaceAll(`# What runs the shop.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  labels:
    app.kubernetes.io/name: NAME
    app.kubernetes.io/part-of: shop
  annotations:
    description: "Serves the shop, and tells the gauge how busy it is"
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: NAME
  template:
    metadata:
      labels:
        app.kubernetes.io/name: NAME
    spec:
      containers:
        - name: NAME
          image: registry.example/shop/NAME:1.4.2
          args: ["--listen=:8080", "--log=json"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: SHOP_NAME
              value: NAME
            - name: SHOP_TOKEN
              valueFrom:
                secretKeyRef:
                  name: NAME
                  key: token
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {memory: 256Mi}
---
apiVersion: v1
kind: Service
metadata:
  name: NAME
spec:
  selector:
    app.kubernetes.io/name: NAME
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME
data:
  config.yaml: |
    listen: :8080
    greeting: "Hello from NAME"
    limits:
      requests: 100
      burst: 200
---
`, "NAME", name)
}
