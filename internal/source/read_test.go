package source

import (
	"encoding/binary"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

func TestReaderReusesMemory(t *testing.T) {
	plant(t, "-- a.yaml --\nkind: A\n-- b.yaml --\nkind: B\n")
	var reader Reader
	a, err := reader.Open("a.yaml")
	must(t, err)
	if a.Path != "a.yaml" || string(a.Data) != "kind: A\n" {
		t.Errorf("read %q as %q", a.Path, a.Data)
	}
	b, err := reader.Open("b.yaml")
	must(t, err)
	if &a.Data[0] != &b.Data[0] {
		t.Error("the second file was read into new memory")
	}
}

func TestReaderErrors(t *testing.T) {
	plant(t, "-- d/a.yaml --\n")
	must(t, os.WriteFile("big.yaml", nil, 0o666))
	must(t, os.Truncate("big.yaml", MaxSize+1)) // takes no room on the disk
	var reader Reader
	for path, want := range map[string]string{
		"gone.yaml": "no such file or directory",
		"d":         "is a directory",
		"big.yaml":  "larger than 64 MiB, the most that is read: split it",
	} {
		if _, err := reader.Open(path); err == nil || err.Error() != want {
			t.Errorf("Open(%q): %v, want %q", path, err, want)
		}
	}
	failure := errors.New("line is dead")
	if _, err := reader.Read("-", iotest.ErrReader(failure)); !errors.Is(err, failure) {
		t.Errorf("Read: %v", err)
	}
	if _, err := reader.Read("-", endless{}); !errors.Is(err, errTooLarge) {
		t.Errorf("Read of endless input: %v", err)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

func TestReaderDecodes(t *testing.T) {
	const text = "\ufeffa: 日本𝄞\n"
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		var wide []byte
		for _, unit := range utf16.Encode([]rune(text)) {
			wide = order.AppendUint16(wide, unit)
		}
		for in, want := range map[string]string{
			string(wide):                                 text,
			string(wide) + "x":                           text + "\ufffd",
			string(order.AppendUint16(wide, 0xd834)):     text + "\ufffd",
			string(order.AppendUint16(wide[:2:2], 0xdd)): "\ufeffÝ",
		} {
			file, err := new(Reader).Read("f", strings.NewReader(in))
			if err != nil || string(file.Data) != want {
				t.Errorf("%v: %q is read as %q, %v", order, in, file.Data, err)
			}
		}
	}
	file, err := new(Reader).Read("f", strings.NewReader("\xef\xbb\xbfa: \xff"))
	if err != nil || string(file.Data) != "\xef\xbb\xbfa: \xff" {
		t.Errorf("UTF-8 is read as %q, %v", file.Data, err)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte("a: b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := new(Reader).Read("f", strings.NewReader(string(data)))
		if err != nil {
			t.Fatal(err)
		}
		if len(file.Data) > 3*len(data) {
			t.Errorf("%d bytes became %d", len(data), len(file.Data))
		}
	})
}
