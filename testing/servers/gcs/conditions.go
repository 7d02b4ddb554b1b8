package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// conditions are those of a request on one object; nil where it names none. A match of 0
// means that the object must not exist.
type conditions struct {
	pinned   *int64
	match    *int64
	notMatch *int64
}

func (c conditions) any() bool {
	return c.match != nil || c.notMatch != nil
}

func conditionsOf(query url.Values) (conditions, error) {
	var wanted conditions
	for name, field := range map[string]**int64{
		"generation":           &wanted.pinned,
		"ifGenerationMatch":    &wanted.match,
		"ifGenerationNotMatch": &wanted.notMatch,
	} {
		text := query.Get(name)
		if text == "" {
			continue
		}
		value, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return wanted, fmt.Errorf("invalid value for %s: %q", name, text)
		}
		*field = &value
	}
	return wanted, nil
}

// unsupported refuses what the store would silently ignore: a test must not pass because
// its condition was never looked at.
func unsupported(r *http.Request, body []byte) *refusal {
	if strings.Contains(r.URL.RawQuery, "etagenerationMatch") || strings.Contains(r.URL.RawQuery, "etagenerationNotMatch") {
		return notImplemented("metageneration conditions")
	}
	for name := range r.Header {
		if strings.HasPrefix(name, "X-Goog-If-") {
			return notImplemented(name)
		}
	}
	if strings.HasPrefix(r.URL.Path, "/batch/") && bytes.Contains(body, []byte("GenerationMatch")) {
		return notImplemented("conditions in a batch")
	}
	return nil
}

// refusal is an answer in the words of the real service; a 304 has none.
type refusal struct {
	status  int
	reason  string
	message string
}

func conditionNotMet() *refusal {
	return &refusal{http.StatusPreconditionFailed, "conditionNotMet", "At least one of the pre-conditions you specified did not hold."}
}

func notFound(bucket, object string) *refusal {
	return &refusal{http.StatusNotFound, "notFound", "No such object: " + bucket + "/" + object}
}

func badRequest(message string) *refusal {
	return &refusal{http.StatusBadRequest, "invalid", message}
}

func notImplemented(what string) *refusal {
	return &refusal{http.StatusNotImplemented, "notImplemented", "The test server does not know " + what + "."}
}

func (r *refusal) writeTo(w http.ResponseWriter) {
	if r.status == http.StatusNotModified {
		w.WriteHeader(r.status)
		return
	}
	detail := map[string]any{"domain": "global", "reason": r.reason, "message": r.message}
	body, err := json.Marshal(map[string]any{
		"error": map[string]any{"code": r.status, "message": r.message, "errors": []any{detail}},
	})
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(r.status)
	w.Write(body)
}
