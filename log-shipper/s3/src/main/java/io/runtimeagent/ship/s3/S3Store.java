package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreTraits;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A bucket of S3, or of a server that speaks its language.
///
/// An object of less than 5 MiB is sent again when it grows; a longer one is copied by the server
/// as the first part of an upload whose other parts are new. Both are one conditional write to
/// whoever reads.
public final class S3Store implements ObjectStore {
  /// What S3 demands of every part but the last.
  static final long MIN_PART = 5L * 1024 * 1024;

  /// From here on an object is sent in parts, so that a broken connection costs less.
  static final long MAX_WHOLE = 128L * 1024 * 1024;

  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final InstantSource clock;
  private final S3Gateway gateway;
  private final S3Reader reader;
  private final S3Writer writer;
  private final S3Multipart multipart;
  private final S3Listing listing;

  private S3Store(S3Settings settings, InstantSource clock, S3Gateway gateway) {
    this.clock = clock;
    this.gateway = gateway;
    S3Objects objects = new S3Objects(settings);
    this.reader = new S3Reader(gateway);
    this.writer = new S3Writer(gateway, objects);
    this.multipart = new S3Multipart(gateway, objects, settings.bucket());
    this.listing = new S3Listing(gateway, settings);
  }

  /// A store that is ready for requests; none is sent yet. Fails with `IllegalArgumentException`
  /// when a file of certificates cannot be used.
  public static S3Store open(S3Settings settings, InstantSource clock, RequestListener listener) {
    return new S3Store(settings, clock, new S3Gateway(settings, clock, listener).start());
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits(MIN_PART, Duration.ZERO, true);
  }

  @Override
  public Inspection inspect(ObjectKey key) {
    return reader.inspect(key);
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    Map.Entry<String, String> absent = Map.entry("if-none-match", "*");
    if (content.length() > MAX_WHOLE) {
      var plan = new S3Multipart.Plan(key, List.of(), content, record, absent);
      return multipart.write(Operation.CREATE, plan).toOutcome();
    }
    var whole = new S3Writer.Whole(key, content, Optional.of(record));
    return writer.put(Operation.CREATE, whole, absent).toOutcome();
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    StoredObject base = addition.base();
    Map.Entry<String, String> unchanged = ifMatch(base.version());
    if (base.length() >= MIN_PART) {
      var plan =
          new S3Multipart.Plan(key, List.of(base), addition.added(), addition.record(), unchanged);
      return multipart.write(Operation.APPEND, plan).toOutcome();
    }
    Content content = addition.whole().orElseGet(() -> joined(key, addition));
    if (content.length() > MAX_WHOLE) {
      var plan = new S3Multipart.Plan(key, List.of(), content, addition.record(), unchanged);
      return multipart.write(Operation.REWRITE, plan).toOutcome();
    }
    var whole = new S3Writer.Whole(key, content, Optional.of(addition.record()));
    return writer.put(Operation.REWRITE, whole, unchanged).toOutcome();
  }

  /// What is stored, read under the condition that it still is, and what is added.
  private Content joined(ObjectKey key, Addition addition) {
    return new JoinedContent(() -> reader.read(key, addition.base().version(), 0), addition);
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    var whole = new S3Writer.Whole(key, content, Optional.empty());
    return writer.put(Operation.REWRITE, whole, ifMatch(version)).toOutcome();
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    return reader.read(key, version, offset);
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    listing.objects(prefix, sink);
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    S3Request request = S3Request.of(Operation.DELETE, "DELETE", key);
    S3Answer answer = gateway.send(request.with(Map.ofEntries(ifMatch(version))));
    if (answer instanceof S3Answer.Failed(S3Verdict verdict) && verdict.status() == 501) {
      answer = gateway.send(request);
    }
    switch (answer) {
      case S3Answer.Accepted(HttpReply reply) -> reply.close();
      case S3Answer.Failed(S3Verdict verdict) -> {
        if (verdict.kind() != S3Verdict.Kind.ABSENT) {
          throw new StoreException(verdict.toFailure(), null);
        }
      }
    }
  }

  @Override
  public int sweep(String prefix) throws StoreException {
    Instant old = clock.instant().minus(LEFT_BEHIND);
    int swept = 0;
    for (S3Listing.OpenUpload upload : listing.uploads(prefix)) {
      boolean below = upload.key().value().startsWith(prefix);
      if (below && upload.begun().isBefore(old) && multipart.abort(upload.key(), upload.id())) {
        swept++;
      }
    }
    return swept;
  }

  @Override
  public OldVersions oldVersions() {
    return new S3Versioning(gateway).ask();
  }

  private static Map.Entry<String, String> ifMatch(String version) {
    return Map.entry("if-match", S3Encoding.quotedTag(version));
  }

  @Override
  public void close() {
    gateway.close();
  }
}
