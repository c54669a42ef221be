package source

import "testing"

func TestPosition(t *testing.T) {
	f := &File{Data: []byte("ab\r\n日本x\n\nend")}
	for _, c := range []struct {
		offset int
		want   Position
	}{
		{0, Position{1, 1, 1}}, {2, Position{1, 3, 3}}, {4, Position{2, 1, 1}}, {7, Position{2, 2, 4}}, {10, Position{2, 3, 7}},
		{4, Position{2, 1, 1}}, {12, Position{3, 1, 1}}, {13, Position{4, 1, 1}}, {16, Position{4, 4, 4}}, {99, Position{4, 4, 4}}, {-1, Position{1, 1, 1}},
	} {
		if got := f.Position(c.offset); got != c.want {
			t.Errorf("Position(%d) = %v, want %v", c.offset, got, c.want)
		}
	}
	for offset, want := range map[int]string{0: "ab", 3: "ab", 5: "日本x", 12: "", 13: "end", 50: "end"} {
		line := f.Line(offset)
		if got := string(f.Data[line.Start:line.End]); got != want {
			t.Errorf("Line(%d) = %q, want %q", offset, got, want)
		}
	}
	if got := (&File{}).Position(0); got != (Position{1, 1, 1}) {
		t.Errorf("the start of an empty file is at %v", got)
	}
}

// People don't see a byte order mark, nor the accent of a letter as a column;
// programs that count bytes see both.
func TestPositionOfMarks(t *testing.T) {
	f := &File{Data: []byte("\ufeffe\u0301x: y\r\n\tz")}
	for _, c := range []struct {
		offset int
		want   Position
	}{
		{0, Position{1, 1, 4}}, {3, Position{1, 1, 4}}, {6, Position{1, 3, 7}}, {9, Position{1, 6, 10}}, {13, Position{2, 2, 2}},
	} {
		if got := f.Position(c.offset); got != c.want {
			t.Errorf("Position(%d) = %v, want %v", c.offset, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	file := &File{Data: []byte("key: |\n    one\n    two\nend")}
	b := TextBuilder{From: file.Text()}
	b.Copy(11, 15)
	b.Copy(19, 23)
	text := b.Text()
	if got := string(text.Data); got != "one\ntwo\n" {
		t.Fatalf("text is %q", got)
	}
	if got := text.Span(4, 7); got != (Span{19, 22}) {
		t.Errorf("the second line stands at %v", got)
	}
	inner := TextBuilder{From: text.Slice(1, 8)}
	inner.Copy(0, 7)
	inner.Write("\n", 6)
	deep := inner.Text()
	if got := string(deep.Data); got != "ne\ntwo\n\n" {
		t.Fatalf("inner text is %q", got)
	}
	for i, want := range []int{12, 13, 14, 19, 20, 21, 22, 22} {
		if got := deep.Offset(i); got != want {
			t.Errorf("byte %d of the inner text stands at %d, want %d", i, got, want)
		}
	}
	spread := TextBuilder{From: file.Text()}
	spread.Write("long", len(file.Data)-1)
	outer := TextBuilder{From: spread.Text()}
	outer.Copy(1, 3)
	if got := outer.Text().Span(0, 2); got != (Span{25, 26}) {
		t.Errorf("what stands for a text is at %v", got)
	}
	if got := text.Slice(4, 8).Span(0, 0); got != (Span{19, 19}) {
		t.Errorf("an empty span is at %v", got)
	}
}
