package dragoneye

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// draft is a file that comes into being whole or not at all: written under another name in the same directory, then
// renamed.
type draft struct {
	path string
	file *os.File
}

func newDraft(path string) (*draft, error) {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a directory", path)
	}
	var name [16]byte
	if _, err := rand.Read(name[:]); err != nil {
		return nil, err
	}
	// Not os.CreateTemp, which would leave the file readable to its owner only.
	beside := filepath.Join(filepath.Dir(path), "."+hex.EncodeToString(name[:])+".part")
	file, err := os.OpenFile(beside, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
	if err != nil {
		return nil, err
	}
	return &draft{path, file}, nil
}

// begin gives what to write the file with from its beginning; what was written before is gone.
func (d *draft) begin() (io.Writer, error) {
	if err := d.file.Truncate(0); err != nil {
		return nil, err
	}
	_, err := d.file.Seek(0, io.SeekStart)
	return d.file, err
}

func (d *draft) takeItsPlace() error {
	if err := d.file.Close(); err != nil {
		return err
	}
	return os.Rename(d.file.Name(), d.path)
}

// discard removes what was not renamed.
func (d *draft) discard() {
	_ = d.file.Close()
	_ = os.Remove(d.file.Name())
}
