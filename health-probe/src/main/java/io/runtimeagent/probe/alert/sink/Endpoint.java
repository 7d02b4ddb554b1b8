package io.runtimeagent.probe.alert.sink;

import io.runtimeagent.probe.alert.Sink;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/// A URL that may carry a credential in its user info, path or query. Only [#get] and [#post] know
/// it whole.
final class Endpoint {
  /// A shorter part of a URL tells nothing.
  private static final int SECRET_LENGTH = 6;

  private static final String MASK = "***";

  private final URI target;
  private final String authorization;
  private final List<String> secrets;

  private Endpoint(URI target, String authorization, List<String> secrets) {
    this.target = target;
    this.authorization = authorization;
    this.secrets = List.copyOf(secrets);
  }

  /// The user info of the URL, if it has one, is sent as basic authentication.
  static Endpoint of(URI url) {
    Objects.requireNonNull(url.getHost(), "host");
    String text = url.toASCIIString();
    String user = url.getRawUserInfo();
    String plain = user == null ? text : text.replaceFirst(Pattern.quote(user + "@"), "");
    int fragment = plain.indexOf('#');
    return new Endpoint(
        URI.create(fragment < 0 ? plain : plain.substring(0, fragment)),
        user == null ? "" : basic(user),
        secrets(url));
  }

  private static String basic(String rawUserInfo) {
    String user = URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    byte[] bytes = user.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static List<String> secrets(URI url) {
    List<String> secrets = new ArrayList<>();
    for (String part :
        new String[] {
          url.getRawPath(), url.getRawQuery(), url.getUserInfo(), url.getRawUserInfo()
        }) {
      if (part != null && part.length() >= SECRET_LENGTH) {
        secrets.add(part);
        for (String piece : part.split("[/&=:]")) {
          if (piece.length() >= SECRET_LENGTH) {
            secrets.add(piece);
          }
        }
      }
    }
    return secrets;
  }

  /// The same place with one more secret, which stands in what is sent.
  Endpoint hiding(String secret) {
    List<String> more = new ArrayList<>(secrets);
    more.add(secret);
    return new Endpoint(target, authorization, more);
  }

  /// The same place without the end of its path that matches.
  Endpoint without(String ending) {
    String path = target.getRawPath() == null ? "" : target.getRawPath();
    return new Endpoint(replaced(path.replaceFirst(ending, "")), authorization, secrets);
  }

  /// Another path below the same place.
  Endpoint at(String path) {
    String own = target.getRawPath() == null ? "" : target.getRawPath();
    String base = own.endsWith("/") ? own.substring(0, own.length() - 1) : own;
    return new Endpoint(replaced(base + path), authorization, secrets);
  }

  private URI replaced(String path) {
    String query = target.getRawQuery() == null ? "" : "?" + target.getRawQuery();
    return URI.create(service() + path + query);
  }

  Sink.Name named(String label, String key) {
    return new Sink.Name(label, label.replaceAll("-[0-9]+$", "") + ":" + digest(key), service());
  }

  Sink.Name named(String label) {
    return named(label, target + " " + authorization);
  }

  /// Scheme, host and port.
  private String service() {
    return target.getScheme() + "://" + target.getRawAuthority();
  }

  HttpRequest.Builder post(byte[] json) {
    return request()
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofByteArray(json));
  }

  HttpRequest.Builder get() {
    return request().GET();
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target).header("User-Agent", "runtime-agent");
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  /// The text without any secret that it may repeat.
  String masked(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return service();
  }
}
