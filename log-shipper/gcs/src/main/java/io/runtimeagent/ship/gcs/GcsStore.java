package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.gcs.GcsProblem.Kind;
import io.runtimeagent.ship.gcs.GcsProblem.Subject;
import io.runtimeagent.ship.log.Content;
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
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Google Cloud Storage. An object's version is its generation.
///
/// Every write is one request on the condition of a generation. From 256 KiB on an addition is
/// stored as a temporary object and composed onto the log's, so only what is new is sent. Requests
/// go through `java.net.http`; Google's library supplies the credentials and reads objects.
public final class GcsStore implements ObjectStore {
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  /// Google takes one write a second to one object.
  private static final StoreTraits TRAITS =
      new StoreTraits(GcsWriter.COMPOSED_FROM_BYTES, Duration.ofSeconds(1), true);

  private final InstantSource clock;
  private final GcsAddresses addresses;
  private final GcsHttp http;
  private final GcsReader reader;
  private final GcsWriter writer;

  GcsStore(
      GcsSettings settings, GcsPatience patience, RequestListener listener, InstantSource clock) {
    this.clock = clock;
    GcsAuth auth = new GcsAuth(settings.access());
    this.addresses = new GcsAddresses(settings.host(), settings.bucket());
    this.http = new GcsHttp(auth, patience, listener);
    this.reader = new GcsReader(settings, auth, patience, listener);
    this.writer = new GcsWriter(http, addresses, reader, settings.keyPrefix());
  }

  /// Sends nothing yet: credentials are looked for at the first request, and their absence is a
  /// `Refused` like any other.
  public static GcsStore open(GcsSettings settings, RequestListener listener) {
    return new GcsStore(settings, GcsPatience.DEFAULT, listener, InstantSource.system());
  }

  @Override
  public StoreTraits traits() {
    return TRAITS;
  }

  @Override
  public Inspection inspect(ObjectKey key) {
    Optional<GcsProblem> unusable = GcsProblem.ofKey(key);
    if (unusable.isPresent()) {
      return unusable.get().inspection();
    }
    return switch (ask(Operation.INSPECT, Subject.OBJECT, "GET", addresses.inspect(key))) {
      case GcsAnswer.Failed(GcsProblem problem) -> problem.inspection();
      case GcsAnswer.Done(byte[] body) -> {
        try {
          yield new Inspection.Present(GcsJson.object(body).stored());
        } catch (IOException e) {
          yield GcsProblem.of(e).inspection();
        }
      }
    };
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return writer.create(key, content, record);
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    return writer.append(key, addition);
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    return writer.replace(key, version, content);
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    return reader.open(key, version, offset);
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    pages(prefix, object -> sink.test(object.listed()));
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    remove(addresses.current(key, version));
  }

  @Override
  public int sweep(String prefix) throws StoreException {
    Instant limit = clock.instant().minus(LEFT_BEHIND);
    List<GcsObject> left = new ArrayList<>();
    pages(
        prefix + GcsWriter.TEMPORARY,
        object -> {
          if (object.created().isBefore(limit)) {
            left.add(object);
          }
          return true;
        });
    for (GcsObject object : left) {
      remove(addresses.generation(new ObjectKey(object.name()), object.generation()));
    }
    return left.size();
  }

  @Override
  public OldVersions oldVersions() {
    return switch (ask(Operation.INSPECT, Subject.BUCKET, "GET", addresses.keeping())) {
      case GcsAnswer.Failed(GcsProblem problem) ->
          new OldVersions.Unknown(problem.failure().reason());
      case GcsAnswer.Done(byte[] body) -> {
        try {
          yield GcsKeeping.of(body);
        } catch (IOException e) {
          yield new OldVersions.Unknown(String.valueOf(e.getMessage()));
        }
      }
    };
  }

  @Override
  public void close() {
    http.close();
    reader.close();
  }

  private void pages(String prefix, Predicate<GcsObject> sink) throws StoreException {
    String token = "";
    do {
      URI address = addresses.list(prefix, token);
      GcsJson.Page page = page(ask(Operation.LIST, Subject.BUCKET, "GET", address));
      for (GcsObject object : page.objects()) {
        if (!sink.test(object)) {
          return;
        }
      }
      token = page.nextPageToken();
    } while (!token.isEmpty());
  }

  private static GcsJson.Page page(GcsAnswer answer) throws StoreException {
    return switch (answer) {
      case GcsAnswer.Failed(GcsProblem problem) ->
          throw new StoreException(problem.failure(), null);
      case GcsAnswer.Done(byte[] body) -> {
        try {
          yield GcsJson.page(body);
        } catch (IOException e) {
          throw new StoreException(GcsProblem.of(e).failure(), e);
        }
      }
    };
  }

  private void remove(URI address) throws StoreException {
    GcsAnswer answer = ask(Operation.DELETE, Subject.OBJECT, "DELETE", address);
    if (answer instanceof GcsAnswer.Failed(GcsProblem problem) && problem.kind() != Kind.ABSENT) {
      throw new StoreException(problem.failure(), null);
    }
  }

  private GcsAnswer ask(Operation operation, Subject subject, String method, URI address) {
    return http.send(new GcsRequest(operation, subject, method, address), new GcsBody.None());
  }
}
