package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/// A database as JDBC wants it; its driver is found by the URL. Every wait is bounded, and nothing
/// is prepared on the server, so that PgBouncer may hand each transaction to another connection.
record JdbcTarget(Vendor vendor, String url, Properties properties) {
  private static final String APPLICATION = "runtime-agent";

  /// One or more hosts, each with or without a port.
  private static final Pattern HOSTS =
      Pattern.compile("(?:(?:\\[[0-9A-Fa-f:.%]+\\]|[^\\[\\]:,]+)(?::[0-9]{1,5})?(?:,|$))+");

  /// What libpq's URL parameters are called in JDBC; others say nothing that matters to us.
  private static final Map<String, String> POSTGRES =
      Map.of(
          "sslmode", "sslmode",
          "sslrootcert", "sslrootcert",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "sslpassword", "sslpassword",
          "ssl", "sslmode",
          "gssencmode", "gssEncMode",
          "channel_binding", "channelBinding",
          "options", "options");

  private static final Map<String, String> MYSQL =
      Map.of(
          "ssl_mode", "sslMode",
          "ssl_ca", "serverSslCert",
          "ssl_cert", "clientSslCert",
          "ssl_key", "clientSslKey");

  static JdbcTarget of(SqlAlchemyUrl url) throws ObserveException {
    return switch (url.dialect()) {
      case "postgresql", "postgres" -> postgres(url);
      case "mysql", "mariadb" -> mysql(url);
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

  private static JdbcTarget postgres(SqlAlchemyUrl url) throws ObserveException {
    Properties properties = properties(url, POSTGRES);
    properties.setProperty("ApplicationName", APPLICATION);
    properties.setProperty("prepareThreshold", "0");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "6");
    properties.setProperty("socketTimeout", "8");
    properties.setProperty("cancelSignalTimeout", "2");
    return new JdbcTarget(
        Vendor.POSTGRES, "jdbc:postgresql://" + hosts(url) + "/" + name(url), properties);
  }

  private static JdbcTarget mysql(SqlAlchemyUrl url) throws ObserveException {
    Properties properties = properties(url, MYSQL);
    String mode = properties.getProperty("sslMode");
    if (mode != null) {
      properties.setProperty("sslMode", mode.toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    properties.setProperty("connectTimeout", "5000");
    properties.setProperty("socketTimeout", "8000");
    properties.setProperty("allowPublicKeyRetrieval", "true");
    properties.setProperty("permitRedirect", "false");
    properties.setProperty("sessionVariables", "time_zone='+00:00'");
    return new JdbcTarget(
        Vendor.MYSQL, "jdbc:mariadb://" + hosts(url) + "/" + name(url), properties);
  }

  private static Properties properties(SqlAlchemyUrl url, Map<String, String> names) {
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

  private static String hosts(SqlAlchemyUrl url) throws ObserveException {
    String hosts = url.query().getOrDefault("host", "");
    if (hosts.startsWith("/") || url.query().containsKey("unix_socket")) {
      throw new ObserveException(
          Reading.Kind.CONNECT,
          "sql_alchemy_conn names a Unix socket, which is not read: give a host");
    }
    if (!url.hosts().isEmpty() && !HOSTS.matcher(url.hosts()).matches()) {
      throw new ObserveException(
          Reading.Kind.CONNECT, "sql_alchemy_conn names no host and port: " + url.hosts());
    }
    if (!url.hosts().isEmpty()) {
      return url.hosts();
    }
    return hosts.isEmpty() ? "localhost" : hosts;
  }

  private static String name(SqlAlchemyUrl url) {
    return URLEncoder.encode(
        URLDecoder.decode(url.database(), StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /// Without the properties, which hold the password.
  @Override
  public String toString() {
    return url;
  }
}
