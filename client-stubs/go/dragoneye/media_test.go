package dragoneye_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoneyeai/dragoneye-gateway/client-stubs/go/dragoneye"
)

func TestShouldGuessTheTypeOfAFileAndKeepItsName(t *testing.T) {
	directory := t.TempDir()
	for name, want := range map[string]string{"a.JPG": "image/jpeg", "b.webp": "image/webp", "ü.heic": "image/heic"} {
		path := filepath.Join(directory, name)
		must(t, os.WriteFile(path, nil, 0o600))

		image, err := dragoneye.ImageFromPath(path)

		must(t, err)
		expect(t, "type", image.MIMEType(), want)
		expect(t, "name", image.Name(), name)
	}
}

func TestShouldRefuseMediaThatIsNone(t *testing.T) {
	directory := t.TempDir()
	unknown := filepath.Join(directory, "notes.txt")
	must(t, os.WriteFile(unknown, nil, 0o600))
	movie := filepath.Join(directory, "clip.mp4")
	must(t, os.WriteFile(movie, nil, 0o600))
	errorOf := func(_ dragoneye.Image, err error) error { return err }
	for name, err := range map[string]error{
		"unknown extension":   errorOf(dragoneye.ImageFromPath(unknown)),
		"a directory":         errorOf(dragoneye.ImageFromPath(directory)),
		"the other family":    errorOf(dragoneye.ImageFromPath(movie)),
		"no type":             errorOf(dragoneye.ImageFromBytes(nil, "")),
		"size of 0":           errorOf(dragoneye.ImageFromBytes(nil, "image/png", dragoneye.WithSize(0))),
		"a name of no text":   errorOf(dragoneye.ImageFromBytes(nil, "image/png", dragoneye.WithName("\xff"))),
		"checksum of readers": errorOf(dragoneye.ImageFromReader(strings.NewReader("x"), "image/png", dragoneye.WithChecksum())),
	} {
		t.Run(name, func(t *testing.T) { expectArgumentError(t, err) })
	}
	_, err := dragoneye.VideoFromPath(movie)
	must(t, err)
	_, err = dragoneye.VideoFromPath(unknown, dragoneye.WithMIMEType("video/mp4"))
	must(t, err)
}

func TestShouldSayThatAFileIsNotThere(t *testing.T) {
	_, err := dragoneye.ImageFromPath(filepath.Join(t.TempDir(), "gone.png"))

	var unreadable *dragoneye.MediaError
	expect(t, "media error", errors.As(err, &unreadable), true)
	expect(t, "is not there", errors.Is(err, os.ErrNotExist), true)
}
