package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.ObserveException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/// MySQL's and MariaDB's parameters, from the names of Python's clients to the driver's.
final class MysqlTarget {
  private static final String SSL_MODE = "sslMode";
  private static final Map<String, String> NAMES =
      Map.of(
          "ssl_mode", SSL_MODE,
          "ssl_ca", "serverSslCert",
          "ssl_cert", "clientSslCert",
          "ssl_key", "clientSslKey");

  private MysqlTarget() {}

  static JdbcTarget of(SqlAlchemyUrl url) throws ObserveException {
    Properties properties = JdbcTarget.properties(url, NAMES);
    properties.setProperty("connectTimeout", "5000");
    properties.setProperty("socketTimeout", "6000");
    // MySQL 8 hands its key to whoever logs in without TLS; Python's clients ask for it too.
    properties.setProperty("allowPublicKeyRetrieval", "true");
    properties.setProperty("permitRedirect", "false");
    properties.setProperty("sessionVariables", "time_zone='+00:00'");
    if (!url.database().matches("[^/?&\\\\]*")) {
      throw new ObserveException(
          Reading.Kind.CONNECT, "sql_alchemy_conn names a database that JDBC cannot");
    }
    return new JdbcTarget(
        Vendor.MYSQL,
        "jdbc:mariadb://" + JdbcTarget.hosts(url) + "/" + url.database(),
        attempts(properties));
  }

  /// Python's clients prefer TLS and go on without where the server has none.
  private static List<Properties> attempts(Properties given) {
    String mode = given.getProperty(SSL_MODE, "").toUpperCase(Locale.ROOT);
    String known = given.containsKey("serverSslCert") ? "verify-ca" : "";
    return switch (mode) {
      case "DISABLED" -> List.of(with(given, "disable"));
      case "REQUIRED" -> List.of(with(given, "trust"));
      case "VERIFY_CA" -> List.of(with(given, "verify-ca"));
      case "VERIFY_IDENTITY" -> List.of(with(given, "verify-full"));
      default ->
          known.isEmpty()
              ? List.of(with(given, "trust"), with(given, "disable"))
              : List.of(with(given, known));
    };
  }

  private static Properties with(Properties given, String mode) {
    Properties properties = new Properties();
    properties.putAll(given);
    properties.setProperty(SSL_MODE, mode);
    return properties;
  }
}
