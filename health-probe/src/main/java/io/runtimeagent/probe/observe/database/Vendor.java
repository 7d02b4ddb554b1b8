package io.runtimeagent.probe.observe.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What differs between the databases that Airflow runs on.
enum Vendor {
  POSTGRES {
    @Override
    void limit(Connection connection) throws SQLException {
      // Only for this transaction: the connection may be PgBouncer's, and the next one's after us.
      run(connection, "SET LOCAL statement_timeout = 5000");
      run(connection, "SET LOCAL lock_timeout = 1000");
    }

    @Override
    @Nullable Instant time(ResultSet row, String column) throws SQLException {
      OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }

    @Override
    String now() {
      return "SELECT now() AS newest";
    }

    @Override
    String quoted(String name) {
      return '"' + name.replace("\"", "\"\"") + '"';
    }
  },

  MYSQL {
    @Override
    void limit(Connection connection) throws SQLException {
      // The connection is ours alone and ends with this read.
      boolean mariadb = connection.getMetaData().getDatabaseProductName().contains("MariaDB");
      run(
          connection,
          mariadb ? "SET SESSION max_statement_time = 5" : "SET SESSION max_execution_time = 5000");
      run(connection, "SET SESSION lock_wait_timeout = 1");
    }

    /// Airflow keeps UTC without saying so, and the driver would read it in a zone.
    @Override
    @Nullable Instant time(ResultSet row, String column) throws SQLException {
      String text = row.getString(column);
      return text == null
          ? null
          : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
    }

    @Override
    String now() {
      return "SELECT UTC_TIMESTAMP(6) AS newest";
    }

    @Override
    String quoted(String name) {
      return '`' + name.replace("`", "``") + '`';
    }
  };

  /// Bounds what a statement may take and how long it may wait for a lock.
  abstract void limit(Connection connection) throws SQLException;

  abstract @Nullable Instant time(ResultSet row, String column) throws SQLException;

  abstract String now();

  abstract String quoted(String name);

  private static void run(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
