package io.runtimeagent.probe.observe.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads of Airflow's tables in one transaction. Their columns differ between versions, and tell
/// which one it is.
final class Tables {
  /// Makes one row into a value.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final String prefix;

  /// `schema` is null where the tables are in the user's own.
  Tables(Connection connection, Vendor vendor, @Nullable String schema) {
    this.connection = connection;
    this.prefix = schema == null || schema.isBlank() ? "" : vendor.quoted(schema) + ".";
  }

  String table(String name) {
    return prefix + name;
  }

  Set<String> columns(String table) throws SQLException {
    String sql = "SELECT * FROM " + table(table) + " WHERE 1 = 0";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData shape = rows.getMetaData();
      Set<String> columns = new HashSet<>();
      for (int i = 1; i <= shape.getColumnCount(); i++) {
        columns.add(shape.getColumnLabel(i).toLowerCase(Locale.ROOT));
      }
      return columns;
    }
  }

  /// All rows of a question, whose marks are texts.
  <T> List<T> rows(String sql, List<String> marks, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < marks.size(); i++) {
        statement.setString(i + 1, marks.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> read = new ArrayList<>();
        while (rows.next()) {
          read.add(reader.read(rows));
        }
        return read;
      }
    }
  }
}
