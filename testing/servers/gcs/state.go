package main

import (
	"encoding/gob"
	"errors"
	"io/fs"
	"os"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// contents is what outlives a restart: everything, generations and metadata included.
type contents struct {
	Buckets []string
	Objects []fakestorage.Object
}

func load(file string) (contents, error) {
	var kept contents
	in, err := os.Open(file)
	if file == "" || errors.Is(err, fs.ErrNotExist) {
		return kept, nil
	}
	if err != nil {
		return kept, err
	}
	defer in.Close()
	return kept, gob.NewDecoder(in).Decode(&kept)
}

func save(file string, store *fakestorage.Server) error {
	if file == "" {
		return nil
	}
	kept, err := everything(store)
	if err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	return errors.Join(gob.NewEncoder(out).Encode(kept), out.Close())
}

func everything(store *fakestorage.Server) (contents, error) {
	var kept contents
	buckets, err := store.Backend().ListBuckets()
	if err != nil {
		return kept, err
	}
	for _, bucket := range buckets {
		kept.Buckets = append(kept.Buckets, bucket.Name)
		objects, _, err := store.ListObjectsWithOptions(bucket.Name, fakestorage.ListOptions{})
		if err != nil {
			return kept, err
		}
		for _, attributes := range objects {
			object, err := store.GetObject(bucket.Name, attributes.Name)
			if err != nil {
				return kept, err
			}
			kept.Objects = append(kept.Objects, object)
		}
	}
	return kept, nil
}
