package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
)

type mediaSpec struct {
	Kind        string  `json:"kind"`
	Path        string  `json:"path"`
	Bytes       int64   `json:"bytes"`
	MIMEType    string  `json:"mime_type"`
	From        string  `json:"from"`
	Name        *string `json:"name"`
	DeclareSize said    `json:"declare_size"`
	Checksum    said    `json:"checksum"`
	FailsAfter  *int64  `json:"fails_after"`
}

// said is what a request says of media: the truth, or another number.
type said struct {
	given bool
	value *int64
}

func (s *said) UnmarshalJSON(encoded []byte) error {
	if json.Unmarshal(encoded, &s.given) == nil {
		return nil
	}
	s.given = true
	return json.Unmarshal(encoded, &s.value)
}

func (s *said) or(truth int64) int64 {
	if s.value != nil {
		return *s.value
	}
	return truth
}

func (r *run) image(spec *mediaSpec) (dragoneye.Image, error) {
	if spec == nil {
		return dragoneye.Image{}, nil
	}
	return mediaOf(r, spec, dragoneye.ImageFromPath, dragoneye.ImageFromBytes, dragoneye.ImageFromReader)
}

func (r *run) video(spec *mediaSpec) (dragoneye.Video, error) {
	if spec == nil {
		return dragoneye.Video{}, nil
	}
	return mediaOf(r, spec, dragoneye.VideoFromPath, dragoneye.VideoFromBytes, dragoneye.VideoFromReader)
}

func mediaOf[M any](
	r *run, spec *mediaSpec,
	fromPath func(string, ...dragoneye.MediaOption) (M, error),
	fromBytes func([]byte, string, ...dragoneye.MediaOption) (M, error),
	fromReader func(io.Reader, string, ...dragoneye.MediaOption) (M, error),
) (media M, err error) {
	options := spec.options()
	switch {
	case spec.From == "stream":
		stream, size, err := spec.open()
		if err != nil {
			return media, &dragoneye.MediaError{Err: err}
		}
		if spec.DeclareSize.given {
			options = append(options, dragoneye.WithSize(spec.DeclareSize.or(size)))
		}
		return fromReader(r.counted(stream, spec.FailsAfter), spec.mimeType(), options...)
	case spec.From == "bytes" || spec.Path == "":
		stream, _, err := spec.open()
		if err != nil {
			return media, &dragoneye.MediaError{Err: err}
		}
		content, err := io.ReadAll(stream)
		if err != nil {
			return media, &dragoneye.MediaError{Err: err}
		}
		return fromBytes(content, spec.mimeType(), options...)
	default:
		if spec.MIMEType != "" {
			options = append(options, dragoneye.WithMIMEType(spec.MIMEType))
		}
		return fromPath(spec.Path, options...)
	}
}

func (s *mediaSpec) options() (options []dragoneye.MediaOption) {
	if s.Name != nil {
		options = append(options, dragoneye.WithName(*s.Name))
	}
	switch {
	case s.Checksum.value != nil:
		options = append(options, dragoneye.WithCRC32C(uint32(*s.Checksum.value)))
	case s.Checksum.given:
		options = append(options, dragoneye.WithChecksum())
	}
	return options
}

// mimeType is that of a file, where none is given, as the client guesses it.
func (s *mediaSpec) mimeType() string {
	if s.MIMEType != "" || s.Path == "" {
		return s.MIMEType
	}
	if image, err := dragoneye.ImageFromPath(s.Path); err == nil {
		return image.MIMEType()
	}
	if video, err := dragoneye.VideoFromPath(s.Path); err == nil {
		return video.MIMEType()
	}
	return ""
}

// open gives the bytes, and how many there are.
func (s *mediaSpec) open() (io.Reader, int64, error) {
	if s.Path == "" {
		return io.LimitReader(zeros{}, s.Bytes), s.Bytes, nil
	}
	file, err := os.Open(s.Path)
	if err != nil {
		return nil, 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, 0, err
	}
	return closedAtEnd{file}, info.Size(), nil
}

// zeros is as many zero bytes as are read.
type zeros struct{}

func (zeros) Read(into []byte) (int, error) {
	clear(into)
	return len(into), nil
}

// closedAtEnd closes a file once it was read.
type closedAtEnd struct{ file *os.File }

func (c closedAtEnd) Read(into []byte) (int, error) {
	n, err := c.file.Read(into)
	if err != nil {
		_ = c.file.Close()
	}
	return n, err
}

// counted notes how much is read, and fails where that is asked for.
func (r *run) counted(stream io.Reader, failsAfter *int64) io.Reader {
	if r.reads == nil {
		r.reads = new(int64)
	}
	if failsAfter != nil {
		stream = io.MultiReader(io.LimitReader(stream, *failsAfter), broken{})
	}
	return &counting{stream, r.reads}
}

type broken struct{}

func (broken) Read([]byte) (int, error) {
	return 0, errors.New("the camera went away")
}

type counting struct {
	stream io.Reader
	total  *int64
}

func (c *counting) Read(into []byte) (int, error) {
	n, err := c.stream.Read(into)
	atomic.AddInt64(c.total, int64(n))
	return n, err
}

// media is what submit takes of either kind.
func (r *run) media() (dragoneye.Media, error) {
	if r.Media == nil {
		return nil, nil
	}
	switch r.Media.Kind {
	case "image":
		return r.image(r.Media)
	case "video":
		return r.video(r.Media)
	}
	return nil, fmt.Errorf("there is no media of kind %q", r.Media.Kind)
}
