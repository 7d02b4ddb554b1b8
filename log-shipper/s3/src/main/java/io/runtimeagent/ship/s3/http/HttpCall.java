package io.runtimeagent.ship.s3.http;

import java.time.Duration;
import java.util.Map;

/// One request as it goes out: target and header values are sent as they stand.
///
/// `stallTimeout` is the longest time without a byte in either direction, `callTimeout` the longest
/// time until the reply's headers are there.
public record HttpCall(
    String method,
    String target,
    Map<String, String> headers,
    HttpBody body,
    Duration stallTimeout,
    Duration callTimeout) {

  public HttpCall {
    if (target.indexOf('\r') >= 0 || target.indexOf('\n') >= 0 || target.indexOf(' ') >= 0) {
      throw new IllegalArgumentException("Not a request target: '" + target + "'");
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      requireOneLine(header.getKey(), header.getValue());
    }
  }

  private static void requireOneLine(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ') {
        throw new IllegalArgumentException("The header " + name + " has a control character.");
      }
    }
  }
}
