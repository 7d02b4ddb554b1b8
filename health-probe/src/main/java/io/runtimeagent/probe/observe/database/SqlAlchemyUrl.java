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
/// user, password and query are percent-encoded, and the host may be missing.
record SqlAlchemyUrl(
    String dialect,
    String username,
    String password,
    String hosts,
    String database,
    Map<String, String> query) {
  private static final Pattern URL =
      Pattern.compile(
          "(?<dialect>[A-Za-z0-9_]+)(?:\\+[A-Za-z0-9_]+)?://"
              + "(?:(?<user>[^:/@]*)(?::(?<password>[^@]*))?@)?"
              + "(?<hosts>[^/?]*)(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?");

  static SqlAlchemyUrl parse(String text) throws ObserveException {
    Matcher url = URL.matcher(text.strip());
    if (!url.matches()) {
      throw new ObserveException(
          Reading.Kind.CONNECT,
          "sql_alchemy_conn is no database URL; an @ or / in its password must be percent-encoded");
    }
    try {
      return new SqlAlchemyUrl(
          url.group("dialect"),
          decoded(url.group("user"), Space.KEPT),
          decoded(url.group("password"), Space.KEPT),
          url.group("hosts"),
          url.group("database") == null ? "" : url.group("database"),
          query(url.group("query")));
    } catch (IllegalArgumentException e) {
      throw new ObserveException(
          Reading.Kind.CONNECT, "sql_alchemy_conn holds a % that encodes nothing", e);
    }
  }

  private enum Space {
    KEPT,
    PLUS
  }

  private static Map<String, String> query(@Nullable String text) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : text == null || text.isEmpty() ? new String[0] : text.split("&", -1)) {
      String[] halves = pair.split("=", 2);
      query.put(
          decoded(halves[0], Space.PLUS), halves.length == 2 ? decoded(halves[1], Space.PLUS) : "");
    }
    return query;
  }

  private static String decoded(@Nullable String text, Space space) {
    String given = text == null ? "" : text;
    // In a user or password a plus is a plus.
    String safe = space == Space.KEPT ? given.replace("+", "%2B") : given;
    return URLDecoder.decode(safe, StandardCharsets.UTF_8);
  }

  /// Without user, password and query.
  @Override
  public String toString() {
    return dialect + "://" + hosts + "/" + database;
  }
}
