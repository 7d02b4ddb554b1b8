package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.gcs.StubGcs.Reply;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the store sends, and what it makes of answers that no server gives on demand.
class GcsStoreTest {
  private static final ObjectKey KEY = new ObjectKey("base/a#b?/\u00e9 +%.log");
  private static final String RAW_KEY = "base%2Fa%23b%3F%2F%C3%A9%20%2B%25.log";
  private static final byte[] SMALL = Samples.bytes(1_000, 1);
  private static final byte[] LARGE = Samples.bytes(3_000_000, 2);

  private static final Duration LONG = Duration.ofSeconds(10);

  private StubGcs stub;
  private GcsStore store;

  @BeforeEach
  void open() throws IOException {
    stub = StubGcs.start();
    store = stub.open();
  }

  @AfterEach
  void close() {
    store.close();
    stub.close();
  }

  @Test
  void create_small_isOneConditionalUpload() {
    stub.reply(200, stored(SMALL, "7"));
    assertThat(create(SMALL))
        .isEqualTo(
            new WriteOutcome.Committed(
                new StoredObject("7", 1_000, Optional.of(Samples.record(SMALL)))));
    assertThat(stub.requests()).hasSize(1);
    StubGcs.Request request = stub.requests().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.uri().getRawPath()).isEqualTo("/upload/storage/v1/b/logs/o");
    assertThat(request.uri().getQuery()).contains("ifGenerationMatch=0", "uploadType=multipart");
    assertThat(request.whole()).isTrue();
  }

  @Test
  void create_large_arrivesWhole() {
    stub.reply(200, stored(LARGE, "7"));
    assertThat(create(LARGE)).isInstanceOf(WriteOutcome.Committed.class);
    assertThat(stub.requests().getFirst().bodyBytes()).isGreaterThan(LARGE.length);
    assertThat(stub.requests().getFirst().whole()).isTrue();
  }

  @Test
  void create_largeThatChanges_neverArrivesWhole() {
    assertThat(store.create(KEY, Samples.changing(LARGE), Samples.record(LARGE)))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertNothingArrivedWhole();
  }

  @Test
  void create_largeWithOtherBytesAtTheEnd_neverArrivesWhole() {
    Content other = Content.of(Samples.bytes(LARGE.length, 3));
    var lying = new Relabelled(other, Content.of(LARGE));
    assertThat(store.create(KEY, lying, Samples.record(LARGE)))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertNothingArrivedWhole();
  }

  @Test
  void create_smallThatChanges_isNotSent() {
    assertThat(store.create(KEY, Samples.changing(SMALL), Samples.record(SMALL)))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void create_withoutAnswer_isDoubtfulAndNotRepeated() {
    for (byte[] content : List.of(SMALL, LARGE)) {
      int before = stub.requests().size();
      stub.reply(new Reply.Drop());
      assertThat(create(content)).isInstanceOf(WriteOutcome.Doubtful.class);
      assertThat(stub.requests()).hasSize(before + 1);
    }
  }

  @Test
  void create_silence_isDoubtfulAfterAWhile() {
    stub.reply(new Reply.Silence());
    assertThat(create(SMALL)).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(create(Samples.bytes(20_000_000, 1))).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Failed.class);
  }

  @Test
  void create_answerThatMakesNoSense_isDoubtful() {
    for (String body :
        List.of("", "<html>", "{}", "[]", "{\"generation\":\"x\"}", stored(LARGE, "7"))) {
      stub.reply(200, body);
      assertThat(create(SMALL)).isInstanceOf(WriteOutcome.Doubtful.class);
    }
  }

  @Test
  void create_refusedLarge_saysWhyOrDoubts() {
    stub.reply(403, "{\"error\":{\"code\":403,\"message\":\"No.\"}}");
    assertThat(create(LARGE)).isEqualTo(new WriteOutcome.Refused("HTTP 403 No."));
  }

  @Test
  void create_refusedBeforeItWasRead_isRefusedOrDoubtful() {
    stub.reply(new Reply.Unread(403));
    assertThat(create(Samples.bytes(20_000_000, 1)))
        .isInstanceOfAny(WriteOutcome.Refused.class, WriteOutcome.Doubtful.class);
  }

  @Test
  void create_throttled_saysForHowLong() {
    stub.reply(new Reply.Answer(429, Map.of("Retry-After", "3"), "slow"));
    assertThat(create(SMALL))
        .isEqualTo(new WriteOutcome.Throttled(Duration.ofSeconds(3), "HTTP 429 slow"));
  }

  @Test
  void create_unreachable_isDoubtful() {
    stub.close();
    assertThat(create(SMALL)).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(create(LARGE)).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Failed.class);
    assertThatThrownBy(() -> store.read(KEY, "7", 0))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Unavailable.class));
  }

  @Test
  void inspect_key_isLiteral() {
    stub.reply(200, stored(SMALL, "7"));
    assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
    assertThat(stub.requests().getFirst().uri().getRawPath())
        .isEqualTo("/storage/v1/b/logs/o/" + RAW_KEY);
  }

  @Test
  void inspect_checksumOfOtherBytes_isForeign() {
    String record = Samples.record(Samples.bytes(1_000, 9)).encode();
    stub.reply(200, stored(SMALL, "7", record));
    assertThat(store.inspect(KEY))
        .isEqualTo(new Inspection.Present(new StoredObject("7", 1_000, Optional.empty())));
  }

  @Test
  void list_pages_areAskedForInTurn() throws IOException {
    stub.reply(200, "{\"items\":[%s],\"nextPageToken\":\"t+1\"}".formatted(item("a")));
    stub.reply(200, "{\"kind\":\"storage#objects\"}");
    var found = new ArrayList<ListedObject>();
    store.list("base/", found::add);
    assertThat(found).extracting(object -> object.key().value()).containsExactly("a");
    assertThat(found.getFirst().md5()).contains("d41d8cd98f00b204e9800998ecf8427e");
    assertThat(stub.requests().getLast().uri().getRawQuery()).contains("pageToken=t%2B1");
  }

  @Test
  void list_bucketAbsent_isRefused() {
    stub.reply(404, "{\"error\":{\"message\":\"The specified bucket does not exist.\"}}");
    assertThatThrownBy(() -> store.list("base/", _ -> true))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Refused.class));
  }

  private void assertNothingArrivedWhole() {
    Await.until(LONG, "the connection broke off", () -> !stub.requests().isEmpty());
    assertThat(stub.requests()).hasSize(1);
    assertThat(stub.requests().getFirst().whole()).isFalse();
  }

  private WriteOutcome create(byte[] content) {
    return store.create(KEY, Content.of(content), Samples.record(content));
  }

  private static String stored(byte[] content, String generation) {
    return stored(content, generation, Samples.record(content).encode());
  }

  private static String stored(byte[] content, String generation, String record) {
    return """
    {"kind":"storage#object","generation":"%s","size":"%d","crc32c":"%s",
     "metadata":{"other":null,"%s":"%s"}}
    """
        .formatted(
            generation,
            content.length,
            GcsObject.text(Samples.record(content).crc32c()),
            ObjectRecord.METADATA_NAME,
            record);
  }

  private static String item(String name) {
    return """
    {"name":"%s","generation":"5","size":"0","md5Hash":"1B2M2Y8AsgTpgAmY7PhCfg==",
     "timeCreated":"2026-11-21T12:00:00.123Z"}
    """
        .formatted(name);
  }

  /// The bytes of one content under the checksum of another.
  private record Relabelled(Content bytes, Content label) implements Content {
    @Override
    public long length() {
      return label.length();
    }

    @Override
    public int crc32c() {
      return label.crc32c();
    }

    @Override
    public InputStream open() throws IOException {
      return bytes.open();
    }
  }
}
