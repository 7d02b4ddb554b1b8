package io.runtimeagent.ship.s3;

import static io.runtimeagent.ship.s3.StubBucket.CONTENT;
import static io.runtimeagent.ship.s3.StubBucket.LINE;
import static io.runtimeagent.ship.s3.StubBucket.error;
import static io.runtimeagent.ship.s3.StubBucket.methods;
import static io.runtimeagent.ship.s3.StubBucket.open;
import static io.runtimeagent.ship.s3.StubBucket.record;
import static io.runtimeagent.ship.s3.StubBucket.settings;
import static io.runtimeagent.ship.s3.StubBucket.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.s3.S3Settings.Encryption;
import io.runtimeagent.ship.s3.http.StubServer;
import io.runtimeagent.ship.s3.http.StubServer.Asked;
import io.runtimeagent.ship.s3.http.StubServer.Reply;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest {
  private static final ObjectKey KEY = new ObjectKey("dag_id=a/run+1:2#3?4 5%6/é.log");

  @Test
  void create_isOneConditionalPut() throws IOException {
    try (var server = StubServer.start(_ -> stored());
        var store = open(server)) {
      assertThat(store.create(KEY, CONTENT, record(LINE.length)))
          .isInstanceOf(WriteOutcome.Committed.class);
      Asked put = server.asked().getFirst();
      assertThat(server.asked()).hasSize(1);
      assertThat(put.target()).isEqualTo("/logs/dag_id%3Da/run%2B1%3A2%233%3F4%205%256/%C3%A9.log");
      assertThat(put.header("if-none-match")).isEqualTo("*");
      assertThat(put.header("x-amz-meta-runtimeagent")).startsWith("1 9 ");
      assertThat(put.header("x-amz-checksum-crc32c")).hasSize(8);
      assertThat(put.header("x-amz-trailer")).isEmpty();
      assertThat(put.header("content-encoding")).isEmpty();
      assertThat(put.body()).isEqualTo("one line\n");
    }
  }

  @Test
  void settings_becomeHeaders() throws IOException {
    try (var server = StubServer.start(_ -> stored())) {
      S3Settings plain = settings(server);
      var settings =
          new S3Settings(
              plain.bucket(),
              plain.region(),
              plain.endpoint(),
              plain.addressing(),
              new S3Credentials.StaticKeys("id", "secret", Optional.of("token")),
              new Encryption.Kms(Optional.of("key/1")),
              Optional.of("STANDARD_IA"),
              plain.trust(),
              plain.payloadSigning(),
              plain.proxy());
      try (var store = open(settings)) {
        store.create(KEY, CONTENT, record(LINE.length));
      }
      Asked put = server.asked().getFirst();
      assertThat(put.header("x-amz-server-side-encryption")).isEqualTo("aws:kms");
      assertThat(put.header("x-amz-server-side-encryption-aws-kms-key-id")).isEqualTo("key/1");
      assertThat(put.header("x-amz-storage-class")).isEqualTo("STANDARD_IA");
      assertThat(put.header("x-amz-security-token")).isEqualTo("token");
    }
  }

  /// In the clear the body is signed until the server has shown that it verifies checksums.
  @Test
  void body_isSignedUntilChecksumsAreKnownToBeVerified() throws IOException {
    Map<String, String> verified = Map.of("ETag", "\"a\"", "x-amz-checksum-crc32c", "AAAAAA==");
    try (var server = StubServer.start(_ -> StubServer.answer(200, verified, ""));
        var store = open(server)) {
      store.create(KEY, CONTENT, record(LINE.length));
      store.create(KEY, CONTENT, record(LINE.length));
      assertThat(server.asked())
          .extracting(asked -> asked.header("x-amz-content-sha256"))
          .satisfiesExactly(
              first -> assertThat(first).hasSize(64),
              second -> assertThat(second).isEqualTo("UNSIGNED-PAYLOAD"));
    }
    try (var server = StubServer.start(_ -> stored());
        var store = open(server)) {
      store.create(KEY, CONTENT, record(LINE.length));
      store.create(KEY, CONTENT, record(LINE.length));
      assertThat(server.asked().getLast().header("x-amz-content-sha256")).hasSize(64);
    }
  }

  @ParameterizedTest
  @CsvSource({"501, NotImplemented", "400, InvalidArgument", "400, XNotImplemented"})
  void serverWithoutChecksums_getsNoneAfterTheFirst(int status, String code) throws IOException {
    try (var server =
            StubServer.start(
                asked ->
                    asked.header("x-amz-checksum-crc32c").isEmpty()
                        ? stored()
                        : error(status, code));
        var store = open(server)) {
      for (int i = 0; i < 3; i++) {
        assertThat(store.create(KEY, CONTENT, record(LINE.length)))
            .isInstanceOf(WriteOutcome.Committed.class);
      }
      assertThat(server.asked()).hasSize(4);
    }
  }

  @Test
  void write_thatIsRejectedAnyway_isNotBlamedOnChecksums() throws IOException {
    try (var server =
            StubServer.start(
                asked -> asked.target().endsWith("bad") ? error(400, "InvalidRequest") : stored());
        var store = open(server)) {
      assertThat(store.create(new ObjectKey("bad"), CONTENT, record(LINE.length)))
          .isInstanceOf(WriteOutcome.Rejected.class);
      store.create(KEY, CONTENT, record(LINE.length));
      assertThat(server.asked().getLast().header("x-amz-checksum-crc32c")).isNotEmpty();
      store.create(new ObjectKey("bad"), CONTENT, record(LINE.length));
      assertThat(server.asked()).hasSize(4);
    }
  }

  @Test
  void bucketElsewhere_isFollowedOnce() throws IOException {
    try (var server =
            StubServer.start(
                asked ->
                    asked.header("authorization").contains("/eu-west-1/s3/")
                        ? stored()
                        : error(
                            400,
                            "AuthorizationHeaderMalformed",
                            Map.of("x-amz-bucket-region", "eu-west-1")));
        var store = open(server)) {
      for (int i = 0; i < 2; i++) {
        assertThat(store.create(KEY, CONTENT, record(LINE.length)))
            .isInstanceOf(WriteOutcome.Committed.class);
      }
      assertThat(server.asked()).hasSize(3);
    }
  }

  @Test
  void bucketThatSendsUsRound_isGivenUp() throws IOException {
    try (var server =
            StubServer.start(
                asked ->
                    error(
                        301,
                        "PermanentRedirect",
                        Map.of("x-amz-bucket-region", "r" + asked.header("x-amz-date").length())));
        var store = open(server)) {
      assertThat(store.create(KEY, CONTENT, record(LINE.length)))
          .isInstanceOf(WriteOutcome.Refused.class);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "HEAD"})
  void wrongClock_isSetRightByTheServer(String method) throws IOException {
    Map<String, String> date =
        Map.of("Date", "Mon, 01 Jun 2026 14:00:00 GMT", "ETag", "\"a\"", "Content-Length", "0");
    try (var server =
            StubServer.start(
                asked ->
                    asked.header("x-amz-date").equals("20260601T140000Z")
                        ? StubServer.answer(200, date, "")
                        : StubServer.answer(403, date, ""));
        var store = open(server)) {
      if (method.equals("HEAD")) {
        assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
      } else {
        assertThat(store.create(KEY, CONTENT, record(LINE.length)))
            .isInstanceOf(WriteOutcome.Committed.class);
      }
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void throttling_saysHowLongToWait() throws IOException {
    try (var server = StubServer.start(_ -> error(503, "SlowDown", Map.of("Retry-After", "12")));
        var store = open(server)) {
      assertThat(store.create(KEY, CONTENT, record(LINE.length)))
          .isInstanceOfSatisfying(
              WriteOutcome.Throttled.class,
              outcome -> assertThat(outcome.retryAfter()).isEqualTo(Duration.ofSeconds(12)));
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void writeWithoutAnswer_isInDoubtAndNotRepeated() throws IOException {
    try (var server = StubServer.start(_ -> new Reply.HangUp());
        var store = open(server)) {
      assertThat(store.create(KEY, CONTENT, record(LINE.length)))
          .isInstanceOf(WriteOutcome.Doubtful.class);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @Test
  void successWithoutATag_isDoubt() throws IOException {
    try (var server = StubServer.start(_ -> StubServer.answer(200, "<html>Welcome!</html>"));
        var store = open(server)) {
      assertThat(store.create(KEY, CONTENT, record(LINE.length)))
          .isInstanceOf(WriteOutcome.Doubtful.class);
      assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Failed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, PerhapsAbsent",
    "403, InvalidAccessKeyId, Failed",
    "403, SignatureDoesNotMatch, Failed",
    "400, ExpiredToken, Failed",
    "403, NoSuchBucket, Failed"
  })
  void refusedLook_isExplained(int status, String code, String expected) throws IOException {
    try (var server =
            StubServer.start(
                asked ->
                    asked.method().equals("HEAD")
                        ? StubServer.answer(status, "")
                        : error(status, code));
        var store = open(server)) {
      Inspection inspection = store.inspect(KEY);
      assertThat(inspection.getClass().getSimpleName()).isEqualTo(expected);
      assertThat(inspection.toString()).contains(code);
      assertThat(methods(server)).containsExactly("HEAD", "GET");
      assertThat(server.asked().getLast().header("range")).isEqualTo("bytes=0-0");
    }
  }

  @Test
  void listing_decodesKeysAndGoesOn() throws IOException {
    String first =
        "<R><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
            + "<NextContinuationToken>a+b/=</NextContinuationToken><Contents><Key>a%2Bb+c%25</Key>"
            + "<ETag>\"0123456789abcdef0123456789abcdef\"</ETag><Size>3</Size></Contents></R>";
    String second =
        "<R><IsTruncated>false</IsTruncated><Contents><Key>a%2Bb</Key><ETag>\"0-2\"</ETag>"
            + "<Size>4</Size></Contents></R>";
    try (var server =
            StubServer.start(
                asked ->
                    StubServer.answer(
                        200,
                        asked.target().contains("continuation-token=a%2Bb%2F%3D")
                            ? second
                            : first));
        var store = open(server)) {
      var found = new ArrayList<ListedObject>();
      store.list("a", found::add);
      assertThat(found)
          .extracting(object -> object.key().value())
          .containsExactly("a+b c%", "a%2Bb");
      assertThat(found)
          .extracting(ListedObject::md5)
          .containsExactly(Optional.of("0123456789abcdef0123456789abcdef"), Optional.empty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>Welcome!</html>",
        "garbage",
        "<R><IsTruncated>false</IsTruncated><Contents><Key>a</Key></Contents></R>",
        "<R><IsTruncated>false</IsTruncated><Contents><Key>a</Key><ETag>a</ETag><Size>x</Size>"
            + "</Contents></R>"
      })
  void listing_thatMakesNoSense_isUnavailable(String body) throws IOException {
    try (var server = StubServer.start(_ -> StubServer.answer(200, body));
        var store = open(server)) {
      assertThatThrownBy(() -> store.list("", _ -> true))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.failure()).isInstanceOf(StoreFailure.Unavailable.class));
    }
  }

  @Test
  void listener_isToldOfEveryRequest() throws IOException {
    var told = new ArrayList<String>();
    RequestListener listener =
        (Operation operation, RequestOutcome outcome, Duration _) ->
            told.add(operation + " " + outcome);
    try (var server =
            StubServer.start(
                asked ->
                    switch (asked.method()) {
                      case "HEAD" -> StubServer.answer(404, "");
                      case "PUT" -> error(412, "PreconditionFailed");
                      case "GET" -> error(503, "SlowDown");
                      default -> new Reply.HangUp();
                    });
        var store = S3Store.open(settings(server), InstantSource.fixed(StubBucket.NOW), listener)) {
      store.inspect(KEY);
      store.create(KEY, CONTENT, record(LINE.length));
      store.replace(KEY, "v", CONTENT);
      assertThatThrownBy(() -> store.read(KEY, "v", 0)).isInstanceOf(StoreException.class);
      assertThatThrownBy(() -> store.delete(KEY, "v")).isInstanceOf(StoreException.class);
    }
    assertThat(told)
        .isEqualTo(
            List.of(
                "INSPECT OK",
                "CREATE CONFLICT",
                "REWRITE CONFLICT",
                "READ THROTTLED",
                "DELETE FAILED"));
  }

  @Test
  void deletion_withoutConditions_isTriedPlainly() throws IOException {
    try (var server =
            StubServer.start(
                asked ->
                    asked.header("if-match").isEmpty()
                        ? StubServer.answer(204, "")
                        : error(501, "NotImplemented"));
        var store = open(server)) {
      store.delete(KEY, "v");
      assertThat(methods(server)).containsExactly("DELETE", "DELETE");
    }
  }
}
