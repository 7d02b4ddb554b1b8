package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The URL of a database as SQLAlchemy reads it, `dialect+driver://user:password@host/name?query`:
/// user, password and query are percent-encoded, and the host may be missing. A parameter that
/// stands several times has its values joined by commas.
record SqlAlchemyUrl(
    String dialect,
    String username,
    String password,
    String hosts,
    String database,
    Map<String, String> query) {
  /// A user may hold an `@` (Azure's do), a password a slash; a password's `@` has to be encoded.
  private static final Pattern URL =
      Pattern.compile(
          "(?<dialect>\\w+)(?:\\+\\w+)?://"
              + "(?:(?<user>[^:/]*)(?::(?<password>[^@]*))?@)?"
              + "(?<hosts>[^/?@]*)(?:/(?<database>[^?@]*))?(?:\\?(?<query>.*))?");

  static SqlAlchemyUrl parse(String text) throws ObserveException {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw new ObserveException(
          Reading.Kind.CONNECT,
          "sql_alchemy_conn is no database URL; an @ in its password must be written as %40");
    }
    try {
      Map<String, String> query = query(url.group("query"));
      return new SqlAlchemyUrl(
          url.group("dialect"),
          said(decoded(url.group("user")), query.get("user")),
          said(decoded(url.group("password")), query.get("password")),
          url.group("hosts"),
          decoded(url.group("database")),
          query);
    } catch (IllegalArgumentException _) {
      // Its message quotes what may be the password.
      throw new ObserveException(
          Reading.Kind.CONNECT, "sql_alchemy_conn holds a % that encodes nothing");
    }
  }

  private static Map<String, String> query(@Nullable String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
      String[] halves = pair.split("=", 2);
      String value = halves.length == 2 ? URLDecoder.decode(halves[1], StandardCharsets.UTF_8) : "";
      query.merge(
          URLDecoder.decode(halves[0], StandardCharsets.UTF_8),
          value,
          (one, other) -> one + "," + other);
    }
    return query;
  }

  private static String said(String inUrl, @Nullable String inQuery) {
    return inUrl.isEmpty() && inQuery != null ? inQuery : inUrl;
  }

  /// Outside the query a plus is a plus.
  private static String decoded(@Nullable String text) {
    return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /// Without user, password and query.
  @Override
  public String toString() {
    return dialect + "://" + hosts + "/" + database;
  }
}
