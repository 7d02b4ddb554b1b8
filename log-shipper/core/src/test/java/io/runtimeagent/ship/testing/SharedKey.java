package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Azure's Shared Key authorization, written for tests only: a judge that shares no code with what
/// it judges.
final class SharedKey {
  private static final String VERSION = "2025-11-05";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final List<String> STANDARD_HEADERS =
      List.of(
          "content-encoding",
          "content-language",
          "content-length",
          "content-md5",
          "content-type",
          "date",
          "if-modified-since",
          "if-match",
          "if-none-match",
          "if-unmodified-since",
          "range");

  private final String account;
  private final String key;
  private final InstantSource clock;

  SharedKey(String account, String key, InstantSource clock) {
    this.account = account;
    this.key = key;
    this.clock = clock;
  }

  /// The headers to send; `content-length` is signed but left out, because the HTTP client adds it
  /// itself.
  Map<String, String> sign(StoreRequest request) {
    Map<String, String> headers = new TreeMap<>(request.headers());
    headers.put("x-ms-date", TIME.format(clock.instant()));
    headers.put("x-ms-version", VERSION);
    if (request.body().length > 0) {
      headers.put("content-length", String.valueOf(request.body().length));
    }
    String signature = hmac(toSign(request, headers));
    headers.remove("content-length");
    headers.put("authorization", "SharedKey " + account + ":" + signature);
    return headers;
  }

  private String toSign(StoreRequest request, Map<String, String> headers) {
    String standard =
        STANDARD_HEADERS.stream()
            .map(name -> headers.getOrDefault(name, "") + "\n")
            .collect(Collectors.joining());
    String vendor =
        headers.entrySet().stream()
            .filter(header -> header.getKey().startsWith("x-ms-"))
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    String query =
        request.query().entrySet().stream()
            .map(parameter -> "\n" + parameter.getKey() + ":" + parameter.getValue())
            .collect(Collectors.joining());
    String resource = "/" + account + request.uri().getRawPath() + query;
    return request.method() + "\n" + standard + vendor + resource;
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("No HMAC-SHA-256.", e);
    }
  }
}
