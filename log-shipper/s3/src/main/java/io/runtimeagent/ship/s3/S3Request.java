package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.http.HttpBody;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A request before it has an address and a signature. Without a key it is about the bucket.
record S3Request(
    Operation operation,
    String method,
    Optional<ObjectKey> key,
    SortedMap<String, String> query,
    Map<String, String> headers,
    HttpBody body,
    Patience patience) {

  /// How long to wait: for an answer that comes at once, or for one that the server works for.
  enum Patience {
    PROMPT(Duration.ofSeconds(30)),
    LONG(Duration.ofMinutes(10));

    private final Duration timeout;

    Patience(Duration timeout) {
      this.timeout = timeout;
    }

    Duration timeout() {
      return timeout;
    }
  }

  /// A request without headers or body of its own.
  static S3Request of(Operation operation, String method, ObjectKey key) {
    return new S3Request(
        operation,
        method,
        Optional.of(key),
        new TreeMap<>(),
        Map.of(),
        HttpBody.NONE,
        Patience.PROMPT);
  }

  static S3Request ofBucket(Operation operation, String method, Map<String, String> query) {
    return new S3Request(
        operation,
        method,
        Optional.empty(),
        new TreeMap<>(query),
        Map.of(),
        HttpBody.NONE,
        Patience.PROMPT);
  }

  S3Request with(Map<String, String> newHeaders) {
    return new S3Request(operation, method, key, query, newHeaders, body, patience);
  }

  S3Request asking(Map<String, String> newQuery) {
    var sorted = new TreeMap<>(newQuery);
    return new S3Request(operation, method, key, sorted, headers, body, patience);
  }

  S3Request sending(HttpBody newBody) {
    return new S3Request(operation, method, key, query, headers, newBody, patience);
  }

  S3Request patient() {
    return new S3Request(operation, method, key, query, headers, body, Patience.LONG);
  }
}
