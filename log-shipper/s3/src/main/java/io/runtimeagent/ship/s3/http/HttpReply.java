package io.runtimeagent.ship.s3.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// A reply whose headers have been read and whose body has not.
///
/// Closing it gives the connection back, or ends it when much of the body is left.
public record HttpReply(int status, Map<String, String> headers, InputStream body)
    implements AutoCloseable {

  /// The value of a header, named in lower case.
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /// Whether the status is one of success.
  public boolean ok() {
    return status / 100 == 2;
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
