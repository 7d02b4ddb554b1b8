// Gcs is the Google Cloud Storage of the tests: fake-gcs-server as a library, in
// memory, behind a guard that checks the preconditions which it does not check.
package main

import (
	"context"
	"errors"
	"flag"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

func main() {
	address := flag.String("address", "127.0.0.1:4443", "where to listen")
	state := flag.String("state", "", "file that keeps buckets and objects from SIGTERM to the next start")
	flag.Parse()
	if err := run(*address, *state); err != nil {
		log.Fatal(err)
	}
}

func run(address, state string) error {
	kept, err := load(state)
	if err != nil {
		return err
	}
	store, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		InitialObjects: kept.Objects,
		NoListener:     true,
		ExternalURL:    "http://" + address,
	})
	if err != nil {
		return err
	}
	for _, bucket := range kept.Buckets {
		store.CreateBucket(bucket)
	}
	if err := serve(address, &guard{store: store}); err != nil {
		return err
	}
	return save(state, store)
}

// serve returns once SIGTERM has come and the last request has been answered.
func serve(address string, handler http.Handler) error {
	server := &http.Server{Addr: address, Handler: handler}
	stop, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer cancel()
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	select {
	case err := <-failed:
		return err
	case <-stop.Done():
	}
	patience, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return server.Close()
}
