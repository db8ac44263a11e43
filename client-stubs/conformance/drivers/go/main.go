// Command go drives the Go client through the conformance scenarios: one JSON request a line in, one JSON answer a line
// out. The README of the conformance suite says what they hold.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	input := bufio.NewReaderSize(os.Stdin, 1<<20)
	output := json.NewEncoder(os.Stdout)
	output.SetEscapeHTML(false)
	for {
		line, err := input.ReadBytes('\n')
		if len(line) > 1 {
			if err := output.Encode(answerTo(line)); err != nil {
				log.Fatal(err)
			}
		}
		if err != nil {
			return
		}
	}
}

func answerTo(line []byte) answer {
	var asked request
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Unsupported: "this request cannot be read: " + err.Error()}
	}
	if way := asked.Way; way != "" && way != "raw_stub" {
		return answer{ID: asked.ID, Unsupported: "way " + way}
	}
	return asked.answer()
}
