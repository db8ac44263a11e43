// Command release packs a module as a module proxy serves it: release DIRECTORY VERSION TARGET.
//
// What it makes below TARGET can be used as GOPROXY=file://TARGET.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/zip"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: release DIRECTORY VERSION TARGET")
	}
	archive, err := pack(os.Args[1], os.Args[2], os.Args[3])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(archive)
}

func pack(directory, version, target string) (string, error) {
	goMod, err := os.ReadFile(filepath.Join(directory, "go.mod"))
	if err != nil {
		return "", err
	}
	packed := module.Version{Path: modfile.ModulePath(goMod), Version: version}
	escaped, err := module.EscapePath(packed.Path)
	if err != nil {
		return "", err
	}
	versions := filepath.Join(target, filepath.FromSlash(escaped), "@v")
	if err := os.MkdirAll(versions, 0o777); err != nil {
		return "", err
	}
	info, err := json.Marshal(map[string]any{"Version": version, "Time": time.Unix(0, 0).UTC()})
	if err != nil {
		return "", err
	}
	for name, content := range map[string][]byte{
		"list": []byte(version + "\n"), version + ".info": info, version + ".mod": goMod,
	} {
		if err := os.WriteFile(filepath.Join(versions, name), content, 0o666); err != nil {
			return "", err
		}
	}
	archive := filepath.Join(versions, version+".zip")
	return archive, writeZip(archive, packed, directory)
}

func writeZip(archive string, packed module.Version, directory string) (err error) {
	file, err := os.Create(archive)
	if err != nil {
		return err
	}
	defer func() {
		if closing := file.Close(); err == nil {
			err = closing
		}
	}()
	return zip.CreateFromDir(file, packed, directory)
}
