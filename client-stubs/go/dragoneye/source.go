package dragoneye

import (
	"bytes"
	"context"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"sync/atomic"
)

// chunkBytes is large enough for the transport's speed, small enough for its windows.
const chunkBytes = 256 * 1024

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// source is where the bytes of a medium come from.
type source interface {
	open() (*openMedium, error)
	// repeatable tells whether open works more than once.
	repeatable() bool
}

// openMedium is a source being read by one goroutine.
type openMedium struct {
	reader io.Reader
	size   *int64 // where it is known beforehand
	buffer []byte
	atEnd  bool
	close  func()
}

// next reads the next chunk, which is valid until the next call; empty at the end only.
//
// Not io.ReadFull, whose io.ErrUnexpectedEOF cannot be told from that of a reader that was itself cut short.
func (o *openMedium) next() ([]byte, error) {
	if o.buffer == nil {
		o.buffer = make([]byte, chunkBytes)
	}
	filled, idle := 0, 0
	for filled < len(o.buffer) && !o.atEnd {
		n, err := o.reader.Read(o.buffer[filled:])
		filled += n
		if err == io.EOF {
			o.atEnd = true
			break
		}
		if idle++; n > 0 {
			idle = 0
		}
		if err == nil && idle > 100 {
			err = io.ErrNoProgress
		}
		if err != nil {
			return nil, &MediaError{err}
		}
	}
	return o.buffer[:filled], nil
}

// checksum reads the whole medium.
func (o *openMedium) checksum(ctx context.Context) (uint32, error) {
	sum := uint32(0)
	for ctx.Err() == nil {
		chunk, err := o.next()
		if err != nil {
			return 0, err
		}
		if len(chunk) == 0 {
			return sum, nil
		}
		sum = crc32.Update(sum, castagnoli, chunk)
	}
	return 0, ctx.Err()
}

// fileSource is a file, opened anew for every call.
type fileSource string

func (s fileSource) repeatable() bool {
	// Only a regular file can be read again; a named pipe, for example, cannot.
	info, err := os.Stat(string(s))
	return err == nil && info.Mode().IsRegular()
}

func (s fileSource) open() (*openMedium, error) {
	file, err := os.Open(string(s))
	if err != nil {
		return nil, &MediaError{err}
	}
	opened := &openMedium{reader: file, close: func() { _ = file.Close() }}
	info, err := file.Stat()
	if err != nil {
		opened.close()
		return nil, &MediaError{err}
	}
	if info.Mode().IsRegular() {
		size := info.Size()
		opened.size = &size
	}
	return opened, nil
}

// bytesSource is media in memory, whose owner promised to leave it alone.
type bytesSource []byte

func (s bytesSource) repeatable() bool { return true }

func (s bytesSource) open() (*openMedium, error) {
	size := int64(len(s))
	return &openMedium{reader: bytes.NewReader(s), size: &size, close: func() {}}, nil
}

// readerSource is a reader of the caller's: read once, never closed.
type readerSource struct {
	reader io.Reader
	taken  atomic.Bool
}

func (s *readerSource) repeatable() bool { return false }

func (s *readerSource) open() (*openMedium, error) {
	if s.taken.Swap(true) {
		return nil, &ArgumentError{"this reader was already read by another call: make new media for each call"}
	}
	opened := &openMedium{reader: s.reader, close: func() {}}
	switch known := s.reader.(type) {
	case *bytes.Buffer, *bytes.Reader, *strings.Reader:
		size := int64(known.(interface{ Len() int }).Len())
		opened.size = &size
	}
	return opened, nil
}
