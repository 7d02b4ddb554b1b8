package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.heartbeat.Reading.Kind;
import io.runtimeagent.probe.observe.ObserveException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a database's error means to whoever watches the heartbeat.
final class SqlFailure {
  private static final String WHO = "the metadata database: ";

  private SqlFailure() {}

  static ObserveException of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    Kind kind = kind(e, state);
    return new ObserveException(kind, WHO + words(kind, e, state), e);
  }

  /// Whether the two sides did not agree on TLS.
  static boolean isTls(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String message = String.valueOf(e.getMessage());
    return causedBy(e, SSLException.class)
        || (state.startsWith("08") && (message.contains("SSL") || message.contains("ssl")));
  }

  private static Kind kind(SQLException e, String state) {
    if (isTls(e)) {
      return Kind.TLS;
    }
    if (e instanceof SQLTimeoutException || causedBy(e, SocketTimeoutException.class)) {
      return Kind.TIMEOUT;
    }
    return switch (state) {
      // Cancelled by the statement time-out; a lock that was not to be had; too long idle; MySQL's
      // two.
      case "57014", "55P03", "25P03", "70100" -> Kind.TIMEOUT;
      case "42P01", "42703", "42S02", "42S22", "3D000", "3F000" -> Kind.SCHEMA;
      case "42501" -> Kind.AUTH;
      default -> byClass(e, state);
    };
  }

  private static Kind byClass(SQLException e, String state) {
    // MySQL: time limit reached, lock wait, unknown database; statement refused, access refused.
    return switch (e.getErrorCode()) {
      case 3024, 1969, 1205 -> Kind.TIMEOUT;
      case 1049 -> Kind.SCHEMA;
      case 1142, 1044, 1045 -> Kind.AUTH;
      default -> {
        // PgBouncer tells it with a state of its own.
        boolean refused = String.valueOf(e.getMessage()).contains("authentication failed");
        if (state.startsWith("28") || refused) {
          yield Kind.AUTH;
        }
        boolean down = state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
        yield down ? Kind.CONNECT : Kind.INTERNAL;
      }
    };
  }

  private static String words(Kind kind, SQLException e, String state) {
    String told = firstLine(e.getMessage()) + (state.isEmpty() ? "" : " (" + state + ")");
    return switch (kind) {
      case AUTH -> "it refuses us: " + told;
      case TIMEOUT -> "it does not answer in time: " + told;
      case TLS -> "TLS failed: " + told;
      case CONNECT -> "it cannot be reached: " + told;
      case SCHEMA -> "Airflow's tables are not there; has the database been migrated? " + told;
      case STATUS, TOO_LARGE, PARSE, INTERNAL -> told;
    };
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "no message" : message.lines().findFirst().orElse("no message");
  }

  private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
