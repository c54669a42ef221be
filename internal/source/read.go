package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxSize is the size in bytes up to which a file is read.
const MaxSize = 64 << 20

// keptSize is the size in bytes up to which a buffer is kept for the next file.
const keptSize = 1 << 20

var errTooLarge = fmt.Errorf("larger than %d MiB, the most that is read: split it", MaxSize>>20)

// Reader reads files one after the other into the same memory.
type Reader struct{ buffer bytes.Buffer }

// Open reads the file at the path. The file's bytes are good until the next
// call. The error does not name the path.
func (r *Reader) Open(path string) (*File, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, Reason(err)
	}
	defer in.Close()
	info, err := in.Stat()
	switch {
	case err != nil:
		return nil, Reason(err)
	case info.IsDir():
		return nil, errors.New("is a directory")
	case info.Size() > MaxSize:
		return nil, errTooLarge
	}
	r.reset(int(info.Size()))
	return r.read(path, in)
}

// Read reads in to its end as a file of the given path. The file's bytes are
// good until the next call.
func (r *Reader) Read(path string, in io.Reader) (*File, error) {
	r.reset(0)
	return r.read(path, in)
}

// reset empties the buffer and makes room for size bytes.
func (r *Reader) reset(size int) {
	if r.buffer.Cap() > keptSize {
		r.buffer = bytes.Buffer{}
	}
	r.buffer.Reset()
	r.buffer.Grow(size + bytes.MinRead)
}

func (r *Reader) read(path string, in io.Reader) (*File, error) {
	// ReadFrom is told to stop one byte beyond the limit, so that a file
	// that grows while it is read is found out too.
	n, err := r.buffer.ReadFrom(io.LimitReader(in, MaxSize+1))
	if err != nil {
		return nil, Reason(err)
	}
	if n > MaxSize {
		return nil, errTooLarge
	}
	return &File{Path: path, Data: decode(r.buffer.Bytes())}, nil
}

// decode turns UTF-16 with a byte order mark into UTF-8 with one. Anything else
// is returned as it is.
func decode(data []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return data
	}
	out := make([]byte, 0, len(data))
	for len(data) > 1 {
		r := rune(order.Uint16(data))
		data = data[2:]
		if utf16.IsSurrogate(r) && len(data) > 1 {
			if pair := utf16.DecodeRune(r, rune(order.Uint16(data))); pair != utf8.RuneError {
				r, data = pair, data[2:]
			}
		}
		out = utf8.AppendRune(out, r) // half a pair gives U+FFFD
	}
	if len(data) > 0 {
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	return out
}
