package io.runtimeagent.probe.http;

import java.net.http.HttpHeaders;

/// What came of one call.
public sealed interface Answer {
  /// A server answered, with whatever status.
  record Response(int status, HttpHeaders headers, String body) implements Answer {
    public boolean successful() {
      return status >= 200 && status < 300;
    }

    /// Without the body and headers, which may hold secrets.
    @Override
    public String toString() {
      return "Response[status=" + status + "]";
    }
  }

  /// None did. `words` say why, for people, without URL or secret.
  record Failed(Failure failure, String words) implements Answer {}

  /// Why no answer came.
  enum Failure {
    CONNECT,
    TIMEOUT,
    TLS,
    TOO_LARGE,
    BROKEN
  }
}
