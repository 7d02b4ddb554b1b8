package io.runtimeagent.agent.config.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A URL taken apart as Python's `urlsplit` does it, which differs from `java.net.URI` wherever the
/// text is no valid URL: Airflow's connections often are none.
record PythonUrl(
    String scheme,
    String authority,
    String path,
    @Nullable String query,
    @Nullable String fragment) {

  static PythonUrl split(String url) {
    String rest = url.stripLeading().replaceAll("[\\t\\r\\n]", "");
    String scheme = scheme(rest);
    if (!scheme.isEmpty()) {
      rest = rest.substring(scheme.length() + 1);
    }
    String authority = "";
    if (rest.startsWith("//")) {
      int end = endOfAuthority(rest);
      authority = rest.substring(2, end);
      rest = rest.substring(end);
    }
    int hash = rest.indexOf('#');
    String fragment = hash < 0 ? null : rest.substring(hash + 1);
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? null : rest.substring(mark + 1);
    String path = mark < 0 ? rest : rest.substring(0, mark);
    return new PythonUrl(scheme.toLowerCase(Locale.ROOT), authority, path, query, fragment);
  }

  private static String scheme(String url) {
    int colon = url.indexOf(':');
    String head = colon <= 0 ? "" : url.substring(0, colon);
    return head.matches("[A-Za-z][A-Za-z0-9+.-]*") ? head : "";
  }

  private static int endOfAuthority(String url) {
    for (int at = 2; at < url.length(); at++) {
      if ("/?#".indexOf(url.charAt(at)) >= 0) {
        return at;
      }
    }
    return url.length();
  }

  @Nullable String user() {
    String info = userInfo();
    return info == null ? null : info.split(":", 2)[0];
  }

  @Nullable String password() {
    String info = userInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    return info == null || colon < 0 ? null : info.substring(colon + 1);
  }

  private @Nullable String userInfo() {
    int at = authority.lastIndexOf('@');
    return at < 0 ? null : authority.substring(0, at);
  }

  /// Host and port as they are written.
  private String hostAndPort() {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  /// In lower case and not decoded, without the brackets of an IPv6 address.
  String host() {
    String text = hostAndPort();
    int bracket = text.indexOf('[');
    String host =
        bracket < 0 ? text.split(":", 2)[0] : text.substring(bracket + 1).split("]", 2)[0];
    return host.toLowerCase(Locale.ROOT);
  }

  /// As it is written; empty when there is none.
  String port() {
    String text = hostAndPort();
    String behind = text.substring(text.lastIndexOf(']') + 1);
    int colon = behind.indexOf(':');
    return colon < 0 ? "" : behind.substring(colon + 1);
  }

  /// The parameters, decoded; of several with one name the last counts.
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query == null) {
      return parameters;
    }
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        String value = parts.length == 2 ? parts[1] : "";
        parameters.put(decode(parts[0].replace('+', ' ')), decode(value.replace('+', ' ')));
      }
    }
    return parameters;
  }

  /// `%xx` as UTF-8; what is no valid escape stays as it is written.
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StringBuilder decoded = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      int value = escape(text, at);
      if (value >= 0) {
        bytes.write(value);
        at += 2;
      } else {
        decoded.append(bytes.toString(StandardCharsets.UTF_8));
        bytes.reset();
        decoded.append(text.charAt(at));
      }
    }
    return decoded.append(bytes.toString(StandardCharsets.UTF_8)).toString();
  }

  private static int escape(String text, int at) {
    if (text.charAt(at) != '%' || at + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), 16);
    int low = Character.digit(text.charAt(at + 2), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
