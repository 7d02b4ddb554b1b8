package io.runtimeagent.ship.s3;

import static io.runtimeagent.ship.s3.StubBucket.behind;
import static io.runtimeagent.ship.s3.StubBucket.completed;
import static io.runtimeagent.ship.s3.StubBucket.error;
import static io.runtimeagent.ship.s3.StubBucket.methods;
import static io.runtimeagent.ship.s3.StubBucket.open;
import static io.runtimeagent.ship.s3.StubBucket.uploads;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.s3.http.StubServer;
import io.runtimeagent.ship.s3.http.StubServer.Asked;
import io.runtimeagent.ship.s3.http.StubServer.Reply;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3MultipartTest {
  private static final ObjectKey KEY = new ObjectKey("a+b c.log");
  private static final long MIB = 1024 * 1024;
  private static final long GIB = 1024 * MIB;

  @Test
  void append_fromFiveMib_copiesAndSendsWhatIsNew() throws IOException {
    try (var server = StubServer.start(uploads(completed()));
        var store = open(server)) {
      assertThat(store.append(KEY, behind(5 * MIB)))
          .isInstanceOfSatisfying(
              WriteOutcome.Committed.class,
              committed -> assertThat(committed.object().version()).isEqualTo("whole-2"));
      assertThat(methods(server)).containsExactly("POST", "PUT", "PUT", "POST");
      List<Asked> asked = server.asked();
      assertThat(asked.getFirst().header("x-amz-meta-runtimeagent")).startsWith("1 ");
      assertThat(asked.getFirst().header("x-amz-checksum-type")).isEqualTo("FULL_OBJECT");
      assertThat(asked.get(1).header("x-amz-copy-source")).isEqualTo("logs/a%2Bb%20c.log");
      assertThat(asked.get(1).header("x-amz-copy-source-if-match")).isEqualTo("\"base\"");
      assertThat(asked.get(1).header("x-amz-copy-source-range")).isEmpty();
      assertThat(asked.get(2).target()).endsWith("?partNumber=2&uploadId=u%2F1");
      assertThat(asked.get(2).body()).isEqualTo("one line\n");
      assertThat(asked.getLast().header("if-match")).isEqualTo("\"base\"");
      assertThat(asked.getLast().header("x-amz-checksum-crc32c")).isEqualTo("EjSrzQ==");
      assertThat(asked.getLast().body())
          .contains("<PartNumber>1</PartNumber><ETag>&quot;copy&quot;</ETag>")
          .contains("<PartNumber>2</PartNumber><ETag>&quot;part&quot;</ETag><ChecksumCRC32C>");
    }
  }

  @Test
  void append_toAVeryLongObject_copiesItInParts() throws IOException {
    try (var server = StubServer.start(uploads(completed()));
        var store = open(server)) {
      assertThat(store.append(KEY, behind(3 * GIB))).isInstanceOf(WriteOutcome.Committed.class);
      assertThat(server.asked())
          .extracting(asked -> asked.header("x-amz-copy-source-range"))
          .containsSubsequence(
              "bytes=0-1073741823", "bytes=1073741824-2147483647", "bytes=2147483648-3221225471");
      assertThat(methods(server)).containsExactly("POST", "PUT", "PUT", "PUT", "PUT", "POST");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5 * MIB, GIB, GIB + 1, 2 * GIB + 1, 6 * GIB + 12_345, 40 * 1024 * GIB + 1})
  void copyRanges_areTheWholeObject(long length) {
    long next = 0;
    for (CopyRange range : CopyRange.of(length)) {
      assertThat(range.first()).isEqualTo(next);
      assertThat(range.last() - next + 1).isBetween(5 * MIB, 5 * GIB);
      next = range.last() + 1;
    }
    assertThat(next).isEqualTo(length);
    assertThat(CopyRange.of(length)).hasSizeLessThan(9_002);
  }

  @ParameterizedTest
  @MethodSource("lastAnswers")
  void lastRequest_decides(Reply answer, Class<? extends WriteOutcome> expected)
      throws IOException {
    try (var server = StubServer.start(uploads(answer));
        var store = open(server)) {
      assertThat(store.append(KEY, behind(5 * MIB))).isInstanceOf(expected);
      assertThat(methods(server)).containsExactly("POST", "PUT", "PUT", "POST", "DELETE");
    }
  }

  static Stream<Arguments> lastAnswers() {
    return Stream.of(
        Arguments.of(error(412, "PreconditionFailed"), WriteOutcome.Conflict.class),
        Arguments.of(error(409, "ConditionalRequestConflict"), WriteOutcome.Conflict.class),
        Arguments.of(error(404, "NoSuchKey"), WriteOutcome.Conflict.class),
        Arguments.of(error(404, "NoSuchUpload"), WriteOutcome.Doubtful.class),
        Arguments.of(error(200, "InternalError"), WriteOutcome.Doubtful.class),
        Arguments.of(error(200, "SlowDown"), WriteOutcome.Throttled.class),
        Arguments.of(error(500, "InternalError"), WriteOutcome.Doubtful.class),
        Arguments.of(error(403, "AccessDenied"), WriteOutcome.Refused.class),
        Arguments.of(StubServer.answer(200, ""), WriteOutcome.Doubtful.class),
        Arguments.of(StubServer.answer(200, "<Result/>"), WriteOutcome.Doubtful.class),
        Arguments.of(new Reply.HangUp(), WriteOutcome.Doubtful.class));
  }

  @Test
  void copyOfAnotherVersion_isAConflictAndThrownAway() throws IOException {
    StubServer.Handler uploads = uploads(completed());
    try (var server =
            StubServer.start(
                asked ->
                    asked.header("x-amz-copy-source").isEmpty()
                        ? uploads.reply(asked)
                        : error(412, "PreconditionFailed"));
        var store = open(server)) {
      assertThat(store.append(KEY, behind(5 * MIB))).isInstanceOf(WriteOutcome.Conflict.class);
      assertThat(methods(server)).containsExactly("POST", "PUT", "DELETE");
    }
  }

  /// As MinIO does: no checksum of the whole where parts are copied, but of what is sent.
  @Test
  void serverThatCannotChecksumCopies_getsChecksumsOfBodiesOnly() throws IOException {
    StubServer.Handler uploads = uploads(completed());
    boolean[] whole = new boolean[1];
    StubServer.Handler picky =
        asked -> {
          if (asked.target().endsWith("?uploads=")) {
            whole[0] = !asked.header("x-amz-checksum-algorithm").isEmpty();
          }
          return whole[0] && !asked.header("x-amz-copy-source").isEmpty()
              ? error(400, "InvalidArgument")
              : uploads.reply(asked);
        };
    try (var server = StubServer.start(picky);
        var store = open(server)) {
      for (int i = 0; i < 2; i++) {
        assertThat(store.append(KEY, behind(5 * MIB))).isInstanceOf(WriteOutcome.Committed.class);
      }
      assertThat(server.asked()).hasSize(3 + 4 + 4);
      Asked sent = server.asked().get(server.asked().size() - 2);
      assertThat(sent.header("x-amz-checksum-crc32c")).isNotEmpty();
      assertThat(server.asked().getLast().header("x-amz-checksum-crc32c")).isEmpty();
    }
  }

  @Test
  void sweep_endsOldUploadsBelowThePrefixOnly() throws IOException {
    String listing =
        "<R><IsTruncated>false</IsTruncated>"
            + upload("logs/old", "1", "2026-06-01T10:59:59.000Z")
            + upload("logs/new", "2", "2026-06-01T11:00:01.000Z")
            + upload("other/old", "3", "2026-06-01T10:00:00.000Z")
            + "</R>";
    try (var server =
            StubServer.start(
                asked ->
                    asked.method().equals("GET")
                        ? StubServer.answer(200, listing)
                        : StubServer.answer(204, ""));
        var store = open(server)) {
      assertThat(store.sweep("logs/")).isEqualTo(1);
      assertThat(methods(server)).containsExactly("GET", "DELETE");
      assertThat(server.asked().getFirst().target()).contains("prefix=logs%2F", "uploads=");
      assertThat(server.asked().getLast().target()).endsWith("/logs/old?uploadId=1");
    }
  }

  private static String upload(String key, String id, String begun) {
    return "<Upload><Key>%s</Key><UploadId>%s</UploadId><Initiated>%s</Initiated></Upload>"
        .formatted(key, id, begun);
  }
}
