package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.ObserveException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/// A database as JDBC wants it; its driver is found by the URL. `attempts` are the properties to
/// try one after the other. Every wait is bounded, and nothing is prepared on the server, so that
/// PgBouncer may hand each transaction to another connection.
record JdbcTarget(Vendor vendor, String url, List<Properties> attempts) {
  /// One or more hosts, each with or without a port.
  private static final Pattern HOSTS =
      Pattern.compile("(?:(?:\\[[0-9A-Fa-f:.%]+\\]|[^\\[\\]:,/?&]+)(?::[0-9]{1,5})?(?:,|$))+");

  JdbcTarget {
    attempts = List.copyOf(attempts);
  }

  static JdbcTarget of(SqlAlchemyUrl url) throws ObserveException {
    return switch (url.dialect()) {
      case "postgresql", "postgres" -> PostgresTarget.of(url);
      case "mysql", "mariadb" -> MysqlTarget.of(url);
      case "sqlite" ->
          throw new ObserveException(
              Reading.Kind.SCHEMA,
              "the metadata database is SQLite, which is not read: set airflow_api_url");
      default ->
          throw new ObserveException(
              Reading.Kind.SCHEMA,
              "a metadata database of the kind " + url.dialect() + " is not read");
    };
  }

  /// What of the query has a name in JDBC, and who we are.
  static Properties properties(SqlAlchemyUrl url, Map<String, String> names) {
    Properties properties = new Properties();
    url.query()
        .forEach(
            (name, value) -> {
              if (names.containsKey(name)) {
                properties.setProperty(names.get(name), value);
              }
            });
    properties.setProperty("user", url.username());
    properties.setProperty("password", url.password());
    return properties;
  }

  static String hosts(SqlAlchemyUrl url) throws ObserveException {
    String asked = url.query().getOrDefault("host", "");
    if (asked.startsWith("/") || url.query().containsKey("unix_socket")) {
      throw new ObserveException(
          Reading.Kind.CONNECT,
          "sql_alchemy_conn names a Unix socket, which is not read: give a host");
    }
    String hosts = url.hosts().isEmpty() ? asked : url.hosts();
    if (!hosts.isEmpty() && !HOSTS.matcher(hosts).matches()) {
      throw new ObserveException(
          Reading.Kind.CONNECT, "sql_alchemy_conn names no host and port after the @");
    }
    return hosts.isEmpty() ? "localhost" : hosts;
  }

  /// Without the properties, which hold the password.
  @Override
  public String toString() {
    return url;
  }
}
