package io.runtimeagent.ship.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.http.StubServer;
import io.runtimeagent.ship.s3.http.StubServer.Asked;
import io.runtimeagent.ship.s3.http.StubServer.Reply;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoredObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What tests of the store against a server that does as it is told have in common.
final class StubBucket {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final byte[] LINE = "one line\n".getBytes(UTF_8);
  static final Content CONTENT = Content.of(LINE);

  private StubBucket() {}

  static S3Settings settings(StubServer server) {
    var keys = new S3Credentials.StaticKeys("id", "secret", Optional.empty());
    return S3Settings.of("logs", keys).at(server.endpoint(), "us-east-1");
  }

  static S3Store open(StubServer server) {
    return open(settings(server));
  }

  static S3Store open(S3Settings settings) {
    return S3Store.open(settings, InstantSource.fixed(NOW), RequestListener.NOOP);
  }

  static ObjectRecord record(long length) {
    return new ObjectRecord(length, 0x1234abcd, true, false, List.of());
  }

  /// One line behind an object that is `length` bytes long.
  static Addition behind(long length) {
    return new Addition(
        new StoredObject("base", length, Optional.empty()),
        CONTENT,
        Optional.empty(),
        record(length + LINE.length));
  }

  static Reply stored() {
    return StubServer.answer(200, Map.of("ETag", "\"stored\""), "");
  }

  static Reply error(int status, String code) {
    return error(status, code, Map.of());
  }

  static Reply error(int status, String code, Map<String, String> headers) {
    return StubServer.answer(
        status, headers, "<Error><Code>" + code + "</Code><Message>Why.</Message></Error>");
  }

  /// A server that carries out uploads in parts; `last` answers their last request.
  static StubServer.Handler uploads(Reply last) {
    return asked -> {
      if (asked.method().equals("DELETE")) {
        return StubServer.answer(204, "");
      }
      if (asked.method().equals("PUT")) {
        return asked.header("x-amz-copy-source").isEmpty()
            ? StubServer.answer(200, Map.of("ETag", "\"part\""), "")
            : StubServer.answer(200, "<CopyPartResult><ETag>\"copy\"</ETag></CopyPartResult>");
      }
      return asked.target().endsWith("?uploads=")
          ? StubServer.answer(
              200,
              "<InitiateMultipartUploadResult><UploadId>u/1</UploadId>"
                  + "</InitiateMultipartUploadResult>")
          : last;
    };
  }

  /// The answer of a server that sends blanks while it works.
  static Reply completed() {
    return StubServer.answer(
        200,
        """


        <?xml version="1.0" encoding="UTF-8"?>

        <CompleteMultipartUploadResult><ETag>&quot;whole-2&quot;</ETag>
        </CompleteMultipartUploadResult>
        """);
  }

  static List<String> methods(StubServer server) {
    return server.asked().stream().map(Asked::method).toList();
  }
}
