package io.runtimeagent.ship.testing;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A request to a test server before it is signed. Header names are in lower case, in order.
@SuppressWarnings("ArrayRecordComponent") // Requests are sent, never compared.
record StoreRequest(String method, URI uri, Map<String, String> headers, byte[] body) {
  StoreRequest {
    Map<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    headers = lower;
  }

  /// Query parameters by name, still encoded; a parameter without value has an empty one.
  Map<String, String> query() {
    Map<String, String> query = new TreeMap<>();
    String raw = uri.getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      }
    }
    return query;
  }
}
