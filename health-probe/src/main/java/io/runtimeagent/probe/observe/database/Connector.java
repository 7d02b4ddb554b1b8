package io.runtimeagent.probe.observe.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/// Opens connections, and remembers which of a target's attempts a server takes: another one that
/// failed at each read would look to it like an attack.
final class Connector {
  private int taken;

  Connection open(JdbcTarget target) throws SQLException {
    List<Properties> attempts = target.attempts();
    int first = taken < attempts.size() ? taken : 0;
    try {
      return DriverManager.getConnection(target.url(), attempts.get(first));
    } catch (SQLException e) {
      boolean another = attempts.size() > 1 && SqlFailure.isTls(e);
      if (!another) {
        throw e;
      }
      taken = (first + 1) % attempts.size();
      return DriverManager.getConnection(target.url(), attempts.get(taken));
    }
  }
}
