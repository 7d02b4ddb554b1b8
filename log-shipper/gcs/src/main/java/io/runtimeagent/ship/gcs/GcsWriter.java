package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.gcs.GcsProblem.Subject;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.UUID;

/// The conditional writes: one upload, or what is new as an object of its own that is then composed
/// onto the log's.
final class GcsWriter {
  /// Where the parts of additions stand until they are composed, below the base of all logs.
  static final String TEMPORARY = ".runtime-agent/tmp/";

  static final long COMPOSED_FROM_BYTES = 256 << 10;

  /// Larger content is sent while it is read: the client copies what it is given at once, and many
  /// threads upload in a small heap.
  private static final long STREAMED_FROM_BYTES = 128 << 10;

  private static final String NONE = "0";

  private final GcsHttp http;
  private final GcsAddresses addresses;
  private final GcsReader reader;
  private final String keyPrefix;

  GcsWriter(GcsHttp http, GcsAddresses addresses, GcsReader reader, String keyPrefix) {
    this.http = http;
    this.addresses = addresses;
    this.reader = reader;
    this.keyPrefix = keyPrefix;
  }

  WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return upload(new Upload(Operation.CREATE, key, NONE, Optional.of(record)), content);
  }

  WriteOutcome replace(ObjectKey key, String version, Content content) {
    return upload(new Upload(Operation.REWRITE, key, version, Optional.empty()), content);
  }

  WriteOutcome append(ObjectKey key, Addition addition) {
    return addition.base().length() < COMPOSED_FROM_BYTES
        ? rewrite(key, addition)
        : compose(key, addition);
  }

  private WriteOutcome rewrite(ObjectKey key, Addition addition) {
    Content all = addition.whole().orElseGet(() -> onto(key, addition));
    String base = addition.base().version();
    return upload(new Upload(Operation.REWRITE, key, base, Optional.of(addition.record())), all);
  }

  private WriteOutcome compose(ObjectKey key, Addition addition) {
    var part = new ObjectKey(keyPrefix + TEMPORARY + UUID.randomUUID());
    var staging = new Upload(Operation.APPEND, part, NONE, Optional.empty());
    WriteOutcome staged = upload(staging, addition.added());
    return switch (staged) {
      case WriteOutcome.Committed(StoredObject object) ->
          compose(key, addition, new GcsJson.Source(part, object.version()));
      case WriteOutcome.Conflict(String reason) -> new WriteOutcome.Doubtful(reason);
      case WriteOutcome.Doubtful _,
          WriteOutcome.Throttled _,
          WriteOutcome.Refused _,
          WriteOutcome.Rejected _,
          WriteOutcome.SourceChanged _ ->
          staged;
    };
  }

  private WriteOutcome compose(ObjectKey key, Addition addition, GcsJson.Source part) {
    String base = addition.base().version();
    byte[] json = GcsJson.compose(new GcsJson.Source(key, base), part, addition.record());
    var request =
        new GcsRequest(Operation.APPEND, Subject.OBJECT, "POST", addresses.compose(key, base));
    GcsAnswer answer = http.send(request, new GcsBody.Bytes("application/json", json));
    ObjectRecord record = addition.record();
    WriteOutcome outcome = outcome(answer, record.length(), record.crc32c(), Optional.of(record));
    return switch (outcome) {
      // It may be composed yet; what is left of it is swept.
      case WriteOutcome.Doubtful _ -> outcome;
      // Google composes objects of one storage class only, and a class may change with age.
      case WriteOutcome.Rejected _ -> {
        discard(part);
        yield rewrite(key, addition);
      }
      case WriteOutcome.Committed _,
          WriteOutcome.Conflict _,
          WriteOutcome.Throttled _,
          WriteOutcome.Refused _,
          WriteOutcome.SourceChanged _ -> {
        discard(part);
        yield outcome;
      }
    };
  }

  /// What cannot be removed now is swept later; it changes nothing about the write.
  private void discard(GcsJson.Source part) {
    http.send(
        new GcsRequest(
            Operation.DELETE,
            Subject.OBJECT,
            "DELETE",
            addresses.generation(part.key(), part.generation())),
        new GcsBody.None());
  }

  /// Where an upload goes: the object must have `generation`, or none.
  private record Upload(
      Operation operation, ObjectKey key, String generation, Optional<ObjectRecord> record) {}

  private WriteOutcome upload(Upload upload, Content content) {
    Optional<GcsProblem> unusable = GcsProblem.ofKey(upload.key());
    if (unusable.isPresent()) {
      return unusable.get().write();
    }
    byte[] metadata = GcsJson.metadata(upload.key(), content.crc32c(), upload.record());
    GcsBody body;
    try {
      body = body(new Multipart(metadata, content), content.length());
    } catch (IOException e) {
      return GcsProblem.ofSource(e).write();
    }
    var request =
        new GcsRequest(
            upload.operation(), Subject.BUCKET, "POST", addresses.upload(upload.generation()));
    return outcome(http.send(request, body), content.length(), content.crc32c(), upload.record());
  }

  private static GcsBody body(Multipart upload, long length) throws IOException {
    return length < STREAMED_FROM_BYTES
        ? new GcsBody.Bytes(upload.contentType(), upload.bytes())
        : new GcsBody.Pieces(upload);
  }

  private static WriteOutcome outcome(
      GcsAnswer answer, long length, int crc32c, Optional<ObjectRecord> record) {
    return switch (answer) {
      case GcsAnswer.Failed(GcsProblem problem) -> problem.write();
      case GcsAnswer.Done(byte[] body) -> {
        try {
          GcsObject object = GcsJson.object(body);
          yield object.holds(length, crc32c)
              ? new WriteOutcome.Committed(object.stored(record))
              : new WriteOutcome.Doubtful("What is stored now is not what was sent.");
        } catch (IOException e) {
          yield GcsProblem.of(e).write();
        }
      }
    };
  }

  /// The object as it stands, and what is new behind it.
  private Content onto(ObjectKey key, Addition addition) {
    return new Content() {
      @Override
      public long length() {
        return addition.record().length();
      }

      @Override
      public int crc32c() {
        return addition.record().crc32c();
      }

      @Override
      public InputStream open() throws IOException {
        InputStream stored = reader.open(key, addition.base().version(), 0);
        try {
          return new SequenceInputStream(stored, addition.added().open());
        } catch (IOException e) {
          stored.close();
          throw e;
        }
      }
    };
  }
}
