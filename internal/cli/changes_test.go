package cli

import (
	"maps"
	"slices"
	"testing"
)

const someDiff = `diff --git a/a.yaml b/a.yaml
--- a/a.yaml
+++ b/a.yaml
@@ -1 +1,2 @@ context
-old
+new
++++ b/not-a-name
@@ -7,2 +9,0 @@
-@@ -1 +1 @@
-gone
\ No newline at end of file
diff --git "a/\303\274 \"b\".yaml" "b/\303\274 \"b\".yaml"
--- "a/\303\274 \"b\".yaml"
+++ "b/\303\274 \"b\".yaml"
@@ -0,0 +1 @@
+new
diff --git a/c d.yaml b/c d.yaml
--- a/c d.yaml	
+++ b/c d.yaml	
@@ -3 +3 @@
-a
+b
diff --git a/e.yaml b/e.yaml
--- a/e.yaml
+++ /dev/null
@@ -1 +0,0 @@
-a
`

func TestReadDiff(t *testing.T) {
	c := &changes{lines: map[string][]lineRange{}}
	if err := c.readDiff([]byte(someDiff)); err != nil {
		t.Fatal(err)
	}
	want := map[string][]lineRange{
		"a.yaml": {{1, 2}, {9, 10}}, `ü "b".yaml`: {{1, 1}}, "c d.yaml": {{3, 3}}, "/dev/null": {{0, 1}},
	}
	if !maps.EqualFunc(c.lines, want, slices.Equal) {
		t.Errorf("got %v, want %v", c.lines, want)
	}
	for _, bad := range []string{"@@ -1 +1 @@\n", "+++ b/a\n@@ -x +1 @@\n", "+++ b/a\n@@ -1\n", "+++ b/a\n@@ -1 +1,-1 @@\n"} {
		if c.readDiff([]byte(bad)) == nil {
			t.Errorf("%q is read without an error", bad)
		}
	}
}

func FuzzReadDiff(f *testing.F) {
	f.Add([]byte(someDiff))
	f.Fuzz(func(t *testing.T, diff []byte) {
		c := &changes{lines: map[string][]lineRange{}}
		if c.readDiff(diff) != nil {
			return
		}
		for _, lines := range c.lines {
			for _, l := range lines {
				if l.last < l.first {
					t.Errorf("lines %v", l)
				}
			}
		}
	})
}
