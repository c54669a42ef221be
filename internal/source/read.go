package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxSize is the size in bytes up to which a file is read.
const MaxSize = 64 << 20

// keptSize is the size in bytes up to which a buffer is kept for the next file.
const keptSize = 1 << 20

var errTooLarge = fmt.Errorf("larger than %d MiB, the most that is read: split it", MaxSize>>20)

// Reader reads files one after the other into the same memory.
type Reader struct{ buffer []byte }

// Open reads the file at the path. The file's bytes are good until the next
// call. The error does not name the path.
func (r *Reader) Open(path string) (*File, error) {
	in, err := open(path)
	if err != nil {
		return nil, Reason(err)
	}
	defer in.close()
	size, isDir, err := in.size()
	switch {
	case err != nil:
		return nil, Reason(err)
	case isDir:
		return nil, errors.New("is a directory")
	case size > MaxSize:
		return nil, errTooLarge
	}
	if size == 0 { // of some files, such as those of /proc, the size isn't told
		return r.Read(path, in)
	}
	r.reserve(int(size))
	data, err := fill(r.buffer[:size], in)
	if err != nil {
		return nil, Reason(err)
	}
	return newFile(path, data), nil
}

// fill reads as much as a buffer is large, or all there is.
func fill(buffer []byte, in io.Reader) ([]byte, error) {
	n, err := io.ReadFull(in, buffer)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil
	}
	return buffer[:n], err
}

// Read reads in to its end as a file of the given path.
func (r *Reader) Read(path string, in io.Reader) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(in, MaxSize+1))
	switch {
	case err != nil:
		return nil, Reason(err)
	case len(data) > MaxSize:
		return nil, errTooLarge
	}
	return newFile(path, data), nil
}

func newFile(path string, read []byte) *File {
	data, converted := decode(read)
	return &File{Path: path, Data: data, Converted: converted}
}

// reserve makes the buffer large enough for size bytes, and doesn't keep one
// that was made for a very large file.
func (r *Reader) reserve(size int) {
	if cap(r.buffer) < size || cap(r.buffer) > keptSize && size <= keptSize {
		r.buffer = make([]byte, max(size, 1<<16))
	}
	r.buffer = r.buffer[:cap(r.buffer)]
}

// decode turns UTF-16 with a byte order mark into UTF-8 with one. Anything else
// is returned as it is. The second result tells which it was.
func decode(data []byte) ([]byte, bool) {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		order = binary.BigEndian
	default:
		return data, false
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
	return out, true
}
