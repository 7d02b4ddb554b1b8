package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.observe.DagSighting;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.EffectiveSchedule;
import io.runtimeagent.probe.observe.EffectiveSchedule.Told;
import io.runtimeagent.probe.observe.ObserveException;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ScheduleFallback;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Airflow asked by its metadata database: one short read-only transaction on a connection of its
/// own, so that a database that moves, a pooler or a new password are no special cases.
public final class DatabaseObserver implements Observer {
  private final DatabaseAccess access;
  private final String dagId;
  private final ScheduleFallback fallback;
  private final Connector connector = new Connector();
  private String source = "metadata database";
  private @Nullable String knownHash;
  private SerializedDag known = SerializedDag.UNKNOWN;

  public DatabaseObserver(DatabaseAccess access, String dagId, ScheduleFallback fallback) {
    this.access = access;
    this.dagId = dagId;
    this.fallback = fallback;
  }

  /// Why this database is of no kind that is read, whatever it answers; empty where it may be.
  public static Optional<String> whyUnreadable(DatabaseAccess access) {
    try {
      JdbcTarget.of(SqlAlchemyUrl.parse(access.sqlAlchemyConn().reveal()));
      return Optional.empty();
    } catch (ObserveException e) {
      return Optional.of(e.words());
    }
  }

  @Override
  public Observed observe() {
    try {
      JdbcTarget target = JdbcTarget.of(SqlAlchemyUrl.parse(access.sqlAlchemyConn().reveal()));
      try (Connection connection = connector.open(target)) {
        return read(connection, target.vendor());
      }
    } catch (ObserveException e) {
      return e.observed();
    } catch (SQLException e) {
      return SqlFailure.of(e).observed();
    }
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public void close() {
    // Between two reads nothing is open.
  }

  private Observed.Seen read(Connection connection, Vendor vendor) throws SQLException {
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    vendor.limit(connection);
    Tables tables = new Tables(connection, vendor, access.schema());
    Observed.Seen seen = read(new MetadataQueries(tables, vendor, dagId));
    // After a failure there is nothing to end: what is broken or late is closed.
    connection.rollback();
    return seen;
  }

  private Observed.Seen read(MetadataQueries queries) throws SQLException {
    int major = queries.airflowMajor();
    String version = major + ".x";
    source = "metadata database of Airflow " + version;
    MetadataQueries.DagRow dag = queries.dag();
    if (dag == null) {
      DagSighting sighting =
          queries.knowsDags()
              ? DagSighting.missing(version, major, fallback)
              : DagSighting.empty(version, major, fallback);
      return sighting.seen(List.of(), null, queries.now());
    }
    DagSighting sighting =
        DagSighting.of(told(queries, dag, major), fallback, version, dag.flags());
    return sighting.seen(
        queries.runs(sighting.schedule().schedule()), queries.schedulerStart(), queries.now());
  }

  /// The serialized DAG tells the zone too; the row's own text stands in where it cannot be read.
  private Told told(MetadataQueries queries, MetadataQueries.DagRow dag, int major)
      throws SQLException {
    String hash = queries.serializedHash();
    if (hash == null || !hash.equals(knownHash)) {
      known = hash == null ? SerializedDag.UNKNOWN : queries.serialized();
      knownHash = hash;
    }
    String expression = known.expression() == null ? dag.schedule() : known.expression();
    String shown = expression == null ? EffectiveSchedule.NO_SCHEDULE : expression;
    return new Told(shown, known.zone(), major);
  }
}
