package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
)

type composition struct {
	SourceObjects []struct {
		Name                string
		Generation          *number
		ObjectPreconditions struct {
			IfGenerationMatch *number
		}
	}
	DeleteSourceObjects bool
}

// number is an integer that JSON carries as a string or as a number; clients differ.
type number int64

func (n *number) UnmarshalJSON(text []byte) error {
	value, err := strconv.ParseInt(strings.Trim(string(text), `"`), 10, 64)
	*n = number(value)
	return err
}

// judgeCompose looks at the sources first: who repeats a compose that was committed finds
// that the generation which it appended to is gone, and that answers 404, not 412.
func (g *guard) judgeCompose(r *http.Request, path *target, wanted conditions, body []byte) *refusal {
	request, err := compositionOf(r, body)
	if err != nil {
		return badRequest("unreadable compose request: " + err.Error())
	}
	if len(request.SourceObjects) == 0 {
		return badRequest("a compose request needs a source object")
	}
	if request.DeleteSourceObjects {
		return notImplemented("deleteSourceObjects")
	}
	for _, source := range request.SourceObjects {
		live := g.generation(path.bucket, source.Name)
		if live == 0 || source.Generation != nil && int64(*source.Generation) != live {
			return notFound(path.bucket, source.Name)
		}
		match := source.ObjectPreconditions.IfGenerationMatch
		if match != nil && int64(*match) != live {
			return conditionNotMet()
		}
	}
	if wanted.match != nil && *wanted.match != g.generation(path.bucket, path.object) {
		return conditionNotMet()
	}
	if wanted.notMatch != nil {
		return notImplemented("ifGenerationNotMatch of a compose")
	}
	return nil
}

func compositionOf(r *http.Request, body []byte) (composition, error) {
	var request composition
	var in io.Reader = bytes.NewReader(body)
	if r.Header.Get("Content-Encoding") == "gzip" {
		unzipped, err := gzip.NewReader(in)
		if err != nil {
			return request, err
		}
		in = unzipped
	}
	return request, json.NewDecoder(in).Decode(&request)
}
