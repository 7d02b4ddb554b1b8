package main

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// guard lets one request at a time through to the store, and only if its preconditions
// hold. Bodies are read before and answers are written after the lock is held, so that a
// slow client delays nobody.
type guard struct {
	lock  sync.Mutex
	store *fakestorage.Server
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		log.Printf("%s %s: the body broke off: %v", r.Method, r.URL, err)
		return
	}
	answer := httptest.NewRecorder()
	g.answer(answer, r, body)
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	if _, err := w.Write(answer.Body.Bytes()); err != nil {
		log.Printf("%s %s: the client did not wait for the answer: %v", r.Method, r.URL, err)
	}
}

func (g *guard) answer(w http.ResponseWriter, r *http.Request, body []byte) {
	g.lock.Lock()
	defer g.lock.Unlock()
	if refused := g.judge(r, body); refused != nil {
		refused.writeTo(w)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	g.store.HTTPHandler().ServeHTTP(w, r)
}

// judge returns why the request must not reach the store, or nil. Upload conditions are
// left to the store, which checks them right.
func (g *guard) judge(r *http.Request, body []byte) *refusal {
	if refused := unsupported(r, body); refused != nil {
		return refused
	}
	wanted, err := conditionsOf(r.URL.Query())
	if err != nil {
		return badRequest(err.Error())
	}
	path := objectPath(r.URL.EscapedPath())
	switch {
	case path == nil:
		return nil
	case path.action == "compose" && r.Method == http.MethodPost:
		return g.judgeCompose(r, path, wanted, body)
	case path.action == "rewrite":
		if wanted.any() || strings.Contains(r.URL.RawQuery, "ifSource") {
			return notImplemented("preconditions of a rewrite")
		}
		return nil
	default:
		return g.judgeObject(r, path, wanted)
	}
}

// judgeObject answers for GET, HEAD, PATCH, PUT and DELETE of one object. Whether it
// exists is asked before what it is.
func (g *guard) judgeObject(r *http.Request, path *target, wanted conditions) *refusal {
	live := g.generation(path.bucket, path.object)
	if live == 0 {
		return nil
	}
	if wanted.pinned != nil && *wanted.pinned != live {
		return notFound(path.bucket, path.object)
	}
	if wanted.match != nil && *wanted.match != live {
		return conditionNotMet()
	}
	if wanted.notMatch != nil && *wanted.notMatch == live {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			return &refusal{status: http.StatusNotModified}
		}
		return conditionNotMet()
	}
	return nil
}

// generation is 0 for an object that does not exist, as in the conditions.
func (g *guard) generation(bucket, object string) int64 {
	found, err := g.store.GetObjectStreaming(bucket, object)
	if err != nil {
		return 0
	}
	defer found.Close()
	return found.Generation
}

type target struct {
	bucket string
	object string
	action string
}

// objectPath understands the JSON API's paths of one object; nil for every other path.
// A client may leave the slashes of the object's name as they are.
func objectPath(escaped string) *target {
	escaped = strings.TrimPrefix(escaped, "/download")
	rest, found := strings.CutPrefix(escaped, "/storage/v1/b/")
	if !found {
		return nil
	}
	bucket, object, found := strings.Cut(rest, "/o/")
	if !found || object == "" || strings.Contains(bucket, "/") {
		return nil
	}
	action := ""
	if source, _, found := strings.Cut(object, "/rewriteTo/b/"); found {
		object, action = source, "rewrite"
	} else if source, _, found := strings.Cut(object, "/copyTo/b/"); found {
		object, action = source, "rewrite"
	} else if destination, found := strings.CutSuffix(object, "/compose"); found {
		object, action = destination, "compose"
	}
	return &target{bucket: unescaped(bucket), object: unescaped(object), action: action}
}

func unescaped(part string) string {
	plain, err := url.PathUnescape(part)
	if err != nil {
		return part
	}
	return plain
}
