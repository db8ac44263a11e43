package dragoneye

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Media is an [Image] or a [Video]. Media from a path or from bytes may be used for any number of calls at once, media
// from a reader for one. Nothing is read before a call, and never the whole into memory.
type Media interface {
	// MIMEType is the MIME type, for example "image/jpeg".
	MIMEType() string
	// Name is the name that comes back as original_file_name; empty where there is none.
	Name() string

	content() *medium
}

// Image is an image to predict.
type Image struct{ *medium }

// Video is a video to predict.
type Video struct{ *medium }

// medium is all that is known of a medium. It does not change once it was made.
type medium struct {
	source   source
	mimeType string
	name     *string
	size     *int64
	crc32c   *uint32
	// computed tells to compute the checksum by reading the source once more, beforehand.
	computed bool
}

// A MediaOption says more of media than its bytes do.
type MediaOption func(*medium) error

// WithMIMEType says the MIME type of a file whose extension does not.
func WithMIMEType(mimeType string) MediaOption {
	return func(m *medium) error {
		m.mimeType = mimeType
		return nil
	}
}

// WithName gives a name, which comes back as original_file_name: at most 1,024 bytes of UTF-8 without control
// characters, need not be unique. Files have theirs unless another is given.
func WithName(name string) MediaOption {
	return func(m *medium) error {
		if !utf8.ValidString(name) {
			return &ArgumentError{"the name of media must be UTF-8"}
		}
		m.name = &name
		return nil
	}
}

// WithSize declares how many bytes the media has in all. Worth it for readers: media of known size is relayed as it
// arrives, other media is first collected by the gateway. Media of another size is refused before anything is predicted.
func WithSize(bytes int64) MediaOption {
	return func(m *medium) error {
		if bytes < 1 {
			return &ArgumentError{fmt.Sprintf("the size of media must be at least 1 byte, and %d is not", bytes)}
		}
		m.size = &bytes
		return nil
	}
}

// WithChecksum has the gateway check a CRC-32C before anything is predicted. It is computed at the beginning of each
// call, which reads the media once more; refused for media that can be read only once.
func WithChecksum() MediaOption {
	return func(m *medium) error {
		if !m.source.repeatable() {
			return &ArgumentError{"a checksum is sent before the media, so that a reader would have to be read twice: " +
				"pass the checksum itself, with WithCRC32C"}
		}
		m.computed = true
		return nil
	}
}

// WithCRC32C has the gateway check this CRC-32C (Castagnoli) of the whole media before anything is predicted.
func WithCRC32C(sum uint32) MediaOption {
	return func(m *medium) error {
		m.crc32c = &sum
		return nil
	}
}

// ImageFromPath is an image in a file, which is opened and closed by each call. Its name is the file's, its MIME type
// what the extension says. A file that is not there is a [*MediaError].
func ImageFromPath(path string, options ...MediaOption) (Image, error) {
	content, err := newFileMedium(path, "image/", options)
	return Image{content}, err
}

// ImageFromBytes is an image in memory. The bytes are not copied: do not change them while calls use the image.
func ImageFromBytes(bytes []byte, mimeType string, options ...MediaOption) (Image, error) {
	content, err := newMedium(&medium{source: bytesSource(bytes), mimeType: mimeType}, "image/", options)
	return Image{content}, err
}

// ImageFromReader is an image that one call reads from where the reader stands to its end, on a goroutine of its own. The
// reader remains the caller's, who closes it. At most one Read outlasts the call: the one in progress when the call ended
// early. Declare the size [WithSize] where it is known; that of a bytes.Buffer, bytes.Reader or strings.Reader is.
func ImageFromReader(reader io.Reader, mimeType string, options ...MediaOption) (Image, error) {
	content, err := newMedium(&medium{source: &readerSource{reader: reader}, mimeType: mimeType}, "image/", options)
	return Image{content}, err
}

// VideoFromPath is a video in a file; otherwise as [ImageFromPath].
func VideoFromPath(path string, options ...MediaOption) (Video, error) {
	content, err := newFileMedium(path, "video/", options)
	return Video{content}, err
}

// VideoFromBytes is a video in memory; otherwise as [ImageFromBytes].
func VideoFromBytes(bytes []byte, mimeType string, options ...MediaOption) (Video, error) {
	content, err := newMedium(&medium{source: bytesSource(bytes), mimeType: mimeType}, "video/", options)
	return Video{content}, err
}

// VideoFromReader is a video read from a reader; otherwise as [ImageFromReader].
func VideoFromReader(reader io.Reader, mimeType string, options ...MediaOption) (Video, error) {
	content, err := newMedium(&medium{source: &readerSource{reader: reader}, mimeType: mimeType}, "video/", options)
	return Video{content}, err
}

func newFileMedium(path, family string, options []MediaOption) (*medium, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, &MediaError{err}
	}
	if info.IsDir() {
		return nil, &ArgumentError{"media must be a file, and " + path + " is a directory"}
	}
	name := strings.ToValidUTF8(filepath.Base(path), "\uFFFD")
	file := &medium{source: fileSource(path), mimeType: mimeTypeOf(path), name: &name}
	return newMedium(file, family, options)
}

func newMedium(made *medium, family string, options []MediaOption) (*medium, error) {
	for _, option := range options {
		if err := option(made); err != nil {
			return nil, err
		}
	}
	if file, ok := made.source.(fileSource); ok && made.mimeType == "" {
		return nil, &ArgumentError{
			"the extension of " + string(file) + " does not tell its MIME type: say it, with WithMIMEType"}
	}
	if !strings.HasPrefix(made.mimeType, family) {
		return nil, &ArgumentError{
			fmt.Sprintf("the MIME type must start with %s, and %q does not", family, made.mimeType)}
	}
	return made, nil
}

// MIMEType is the MIME type, for example "image/jpeg".
func (m *medium) MIMEType() string {
	return m.mimeType
}

// Name is the name that comes back as original_file_name; empty where there is none.
func (m *medium) Name() string {
	if m.name == nil {
		return ""
	}
	return *m.name
}

func (m *medium) content() *medium {
	return m
}
