package io.runtimeagent.ship.store;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.FakeBucket.Change;
import io.runtimeagent.ship.store.FakeBucket.Entry;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// A store in memory that fails as it is told to.
///
/// It does with an addition what the real stores do: from `traits.appendsFromBytes` on it puts the
/// new bytes behind those that are there, below it stores `whole`, whatever that says.
public final class FakeObjectStore implements ObjectStore {
  /// Appends from 1,000 bytes on, so that tests pass the switch with little data.
  public static final StoreTraits TRAITS = new StoreTraits(1_000, Duration.ZERO, true);

  private final FakeBucket bucket;
  private final StoreTraits traits;
  private final Listing listing;
  private final FaultPlan faults;
  private final Map<Operation, AtomicLong> requests = new ConcurrentHashMap<>();
  private final AtomicLong sentBytes = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();

  public FakeObjectStore(FakeBucket bucket) {
    this(bucket, TRAITS, Listing.RECORDS, FaultPlan.NONE);
  }

  public FakeObjectStore(FakeBucket bucket, FaultPlan faults) {
    this(bucket, TRAITS, Listing.RECORDS, faults);
  }

  public FakeObjectStore(FakeBucket bucket, StoreTraits traits, Listing listing, FaultPlan faults) {
    this.bucket = bucket;
    this.traits = traits;
    this.listing = listing;
    this.faults = faults;
  }

  /// What a listing tells of each object besides its length and version.
  public enum Listing {
    NOTHING,
    RECORDS,
    MD5
  }

  /// How many requests were made, failed ones included.
  public long requests(Operation operation) {
    AtomicLong count = requests.get(operation);
    return count == null ? 0 : count.get();
  }

  public long requests() {
    return requests.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /// Bytes of content that were sent to be stored.
  public long sentBytes() {
    return sentBytes.get();
  }

  @Override
  public StoreTraits traits() {
    return traits;
  }

  @Override
  public Inspection inspect(ObjectKey key) {
    Fault fault = begin(Operation.INSPECT, key);
    if (fault instanceof Fault.PerhapsAbsent) {
      return new Inspection.PerhapsAbsent("403 Forbidden");
    }
    Optional<StoreFailure> failure = failure(fault);
    if (failure.isPresent()) {
      return new Inspection.Failed(failure.get());
    }
    Entry entry = bucket.get(key);
    return entry == null ? new Inspection.Absent() : new Inspection.Present(entry.stored());
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return write(
        Operation.CREATE,
        key,
        () -> {
          var entry = new Entry(sent(content), Optional.of(record.encode()));
          return new Change("", _ -> entry);
        });
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    boolean large = addition.base().length() >= traits.appendsFromBytes();
    Optional<String> record = Optional.of(addition.record().encode());
    return write(
        large ? Operation.APPEND : Operation.REWRITE,
        key,
        () -> {
          if (!large && addition.whole().isPresent()) {
            var entry = new Entry(sent(addition.whole().get()), record);
            return new Change(addition.base().version(), _ -> entry);
          }
          byte[] added = sent(addition.added());
          return new Change(
              addition.base().version(),
              now ->
                  new Entry(
                      Samples.concat(now == null ? new byte[0] : now.content(), added), record));
        });
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    return write(
        Operation.REWRITE,
        key,
        () -> {
          var entry = new Entry(sent(content), Optional.empty());
          return new Change(version, _ -> entry);
        });
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    failIfFaulty(begin(Operation.READ, key));
    Entry entry = bucket.get(key);
    if (entry == null || !entry.version().equals(version)) {
      throw new StoreException(new StoreFailure.Rejected("The object changed."), null);
    }
    byte[] content = entry.content();
    int from = (int) Math.min(offset, content.length);
    return new ByteArrayInputStream(content, from, content.length - from);
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    failIfFaulty(begin(Operation.LIST, new ObjectKey(prefix + "*")));
    for (Map.Entry<ObjectKey, Entry> object : bucket.beginningWith(prefix).entrySet()) {
      if (!sink.test(line(object.getKey(), object.getValue()))) {
        return;
      }
    }
  }

  private ListedObject line(ObjectKey key, Entry entry) {
    StoredObject object = entry.stored();
    StoredObject bare = new StoredObject(object.version(), object.length(), Optional.empty());
    return switch (listing) {
      case NOTHING -> new ListedObject(key, bare, Optional.empty());
      case RECORDS -> new ListedObject(key, object, Optional.empty());
      case MD5 -> new ListedObject(key, bare, Optional.of(md5(entry.content())));
    };
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    failIfFaulty(begin(Operation.DELETE, key));
    if (!bucket.delete(key, version)) {
      throw new StoreException(new StoreFailure.Rejected("The object changed."), null);
    }
  }

  @Override
  public int sweep(String prefix) throws StoreException {
    failIfFaulty(begin(Operation.LIST, new ObjectKey(prefix + "*")));
    return 0;
  }

  @Override
  public void close() {
    closed.set(true);
  }

  private Fault begin(Operation operation, ObjectKey key) {
    if (closed.get()) {
      throw new IllegalStateException("The store was closed, then asked for " + operation + ".");
    }
    requests.computeIfAbsent(operation, _ -> new AtomicLong()).incrementAndGet();
    return faults.next(operation, key);
  }

  private WriteOutcome write(Operation operation, ObjectKey key, Body body) {
    Fault fault = begin(operation, key);
    return switch (fault) {
      case Fault.Throttled(Duration after) ->
          new WriteOutcome.Throttled(after, "429 Too Many Requests");
      case Fault.Refused() -> new WriteOutcome.Refused("403 Forbidden");
      case Fault.Rejected() -> new WriteOutcome.Rejected("400 Bad Request");
      case Fault.DroppedBefore() -> new WriteOutcome.Doubtful("Connection reset");
      case Fault.None(), Fault.PerhapsAbsent() -> committed(key, body);
      case Fault.DroppedAfter() -> doubtful(committed(key, body));
      case Fault.Late() -> late(key, body);
    };
  }

  private WriteOutcome committed(ObjectKey key, Body body) {
    try {
      return bucket
          .write(key, body.read())
          .<WriteOutcome>map(entry -> new WriteOutcome.Committed(entry.stored()))
          .orElseGet(() -> new WriteOutcome.Conflict("412 Precondition Failed"));
    } catch (IOException e) {
      return new WriteOutcome.SourceChanged(String.valueOf(e.getMessage()));
    }
  }

  private static WriteOutcome doubtful(WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.SourceChanged
        ? outcome
        : new WriteOutcome.Doubtful("Connection reset");
  }

  private WriteOutcome late(ObjectKey key, Body body) {
    try {
      bucket.later(key, body.read());
      return new WriteOutcome.Doubtful("Time-out");
    } catch (IOException e) {
      return new WriteOutcome.SourceChanged(String.valueOf(e.getMessage()));
    }
  }

  private byte[] sent(Content content) throws IOException {
    try (InputStream in = content.open()) {
      byte[] bytes = in.readAllBytes();
      sentBytes.addAndGet(bytes.length);
      return bytes;
    }
  }

  private static void failIfFaulty(Fault fault) throws StoreException {
    Optional<StoreFailure> failure = failure(fault);
    if (failure.isPresent()) {
      throw new StoreException(failure.get(), null);
    }
  }

  private static Optional<StoreFailure> failure(Fault fault) {
    return switch (fault) {
      case Fault.None(), Fault.PerhapsAbsent() -> Optional.empty();
      case Fault.DroppedBefore(), Fault.DroppedAfter(), Fault.Late() ->
          Optional.of(new StoreFailure.Unavailable("Connection reset"));
      case Fault.Throttled(Duration after) ->
          Optional.of(new StoreFailure.Throttled(after, "429 Too Many Requests"));
      case Fault.Refused() -> Optional.of(new StoreFailure.Refused("403 Forbidden"));
      case Fault.Rejected() -> Optional.of(new StoreFailure.Rejected("400 Bad Request"));
    };
  }

  private static String md5(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no MD5.", e);
    }
  }

  /// Reads what is to be stored, as a request's body is read.
  @FunctionalInterface
  private interface Body {
    Change read() throws IOException;
  }
}
