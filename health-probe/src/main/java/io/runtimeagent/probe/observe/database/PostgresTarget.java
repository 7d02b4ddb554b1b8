package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.observe.ObserveException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// PostgreSQL's parameters, from libpq's and asyncpg's names to the driver's.
final class PostgresTarget {
  private static final Map<String, String> NAMES =
      Map.of(
          "sslmode", "sslmode",
          "ssl", "sslmode",
          "sslrootcert", "sslrootcert",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "sslpassword", "sslpassword",
          "gssencmode", "gssEncMode",
          "channel_binding", "channelBinding",
          "options", "options",
          "target_session_attrs", "targetServerType");

  private static final Map<String, String> SESSIONS =
      Map.of(
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private PostgresTarget() {}

  static JdbcTarget of(SqlAlchemyUrl url) throws ObserveException {
    Properties properties = JdbcTarget.properties(url, NAMES);
    properties.computeIfPresent("sslmode", (_, mode) -> sslMode(String.valueOf(mode)));
    properties.computeIfPresent(
        "targetServerType", (_, kind) -> SESSIONS.getOrDefault(String.valueOf(kind), "any"));
    properties.setProperty("ApplicationName", "runtime-agent");
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "6");
    properties.setProperty("socketTimeout", "6");
    properties.setProperty("cancelSignalTimeout", "2");
    String name = URLEncoder.encode(url.database(), StandardCharsets.UTF_8).replace("+", "%20");
    return new JdbcTarget(
        Vendor.POSTGRES,
        "jdbc:postgresql://" + JdbcTarget.hosts(url) + "/" + name,
        List.of(properties));
  }

  /// asyncpg takes a boolean too.
  private static String sslMode(String mode) {
    return switch (mode.toLowerCase(Locale.ROOT)) {
      case "true" -> "require";
      case "false" -> "disable";
      default -> mode;
    };
  }
}
