package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.gcs.GcsProblem.Subject;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import io.runtimeagent.ship.testing.GcsServer;
import io.runtimeagent.ship.testing.WithServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands in the bucket after writes, asked of the server itself.
@WithServer(GcsServer.class)
class ITGcsWrites {
  private static final ObjectKey KEY = new ObjectKey("base/a.log");
  private static final byte[] STORED = Samples.bytes(300_000, 1);
  private static final byte[] ADDED = Samples.bytes(10_000, 2);

  private final GcsBucket bucket;
  private final List<String> requests = new ArrayList<>();
  private final RequestListener listener =
      (operation, outcome, _) -> requests.add(operation + " " + outcome);

  ITGcsWrites(GcsServer server) {
    bucket = new GcsBucket(server);
  }

  @Test
  void append_large_sendsWhatIsNewAndLeavesNothing() throws StoreException {
    try (GcsStore store = bucket.open(listener, InstantSource.system())) {
      StoredObject base = create(store);
      store.append(KEY, Samples.withWhole(base, STORED, ADDED));
      assertThat(requests).containsExactly("CREATE OK", "APPEND OK", "APPEND OK", "DELETE OK");
      assertThat(bucket.content(KEY)).isEqualTo(Samples.concat(STORED, ADDED));
      assertThat(bucket.object(KEY).get("contentType").getAsString()).isEqualTo("text/plain");
      assertThat(keys(store, "base/.runtime-agent/")).isEmpty();
    }
  }

  @Test
  void append_largeThatLosesARace_leavesNothing() throws StoreException {
    try (GcsStore store = bucket.open(listener, InstantSource.system())) {
      StoredObject base = create(store);
      store.append(KEY, Samples.withWhole(base, STORED, ADDED));
      requests.clear();
      assertThat(store.append(KEY, Samples.withWhole(base, STORED, ADDED)))
          .isInstanceOf(WriteOutcome.Conflict.class);
      assertThat(requests).containsExactly("APPEND OK", "APPEND CONFLICT", "DELETE OK");
      assertThat(keys(store, "base/.runtime-agent/")).isEmpty();
    }
  }

  @Test
  void create_twice_tellsTheListener() {
    try (GcsStore store = bucket.open(listener, InstantSource.system())) {
      create(store);
      store.create(KEY, Content.of(STORED), Samples.record(STORED));
      assertThat(requests).containsExactly("CREATE OK", "CREATE CONFLICT");
    }
  }

  @Test
  void upload_damagedOnTheWay_isNotStored() {
    byte[] metadata = GcsJson.metadata(KEY, 1 + Samples.record(ADDED).crc32c(), Optional.empty());
    var auth = new GcsAuth(bucket.settings().access());
    var addresses = new GcsAddresses(bucket.settings().host(), bucket.settings().bucket());
    var request = new GcsRequest(Operation.CREATE, Subject.BUCKET, "POST", addresses.upload("0"));
    try (var http = new GcsHttp(auth, GcsPatience.DEFAULT, listener)) {
      GcsAnswer answer =
          http.send(request, new GcsBody.Pieces(new Multipart(metadata, Content.of(ADDED))));
      assertThat(answer).isInstanceOf(GcsAnswer.Failed.class);
      assertThat(((GcsAnswer.Failed) answer).problem().write())
          .isInstanceOf(WriteOutcome.Doubtful.class);
    }
    assertThat(requests).containsExactly("CREATE " + RequestOutcome.FAILED);
  }

  @Test
  void sweep_removesWhatIsOlderThanAnHour() throws StoreException {
    var left = new ObjectKey("base/" + GcsWriter.TEMPORARY + "left");
    var lease = new ObjectKey("base/.runtime-agent/lease/x");
    bucket.put(left, ADDED, Map.of());
    bucket.put(lease, ADDED, Map.of());
    try (GcsStore now = bucket.open(listener, in(Duration.ofMinutes(58)));
        GcsStore later = bucket.open(listener, in(Duration.ofMinutes(62)))) {
      assertThat(now.sweep("base/")).isZero();
      assertThat(later.sweep("other/")).isZero();
      assertThat(later.sweep("base/")).isEqualTo(1);
      assertThat(keys(later, "base/")).containsExactly(lease.value());
    }
  }

  private static InstantSource in(Duration offset) {
    Instant then = InstantSource.system().instant().plus(offset);
    return () -> then;
  }

  private static StoredObject create(GcsStore store) {
    var written = store.create(KEY, Content.of(STORED), Samples.record(STORED));
    return ((WriteOutcome.Committed) written).object();
  }

  private static List<String> keys(GcsStore store, String prefix) throws StoreException {
    var keys = new ArrayList<String>();
    store.list(prefix, object -> keys.add(object.key().value()));
    return keys;
  }
}
