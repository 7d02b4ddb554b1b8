package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.http.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Airflow's metadata database: `[database] sql_alchemy_conn` as Airflow has it, and the schema of
/// its tables, null where it is the user's own.
public record DatabaseAccess(Secret sqlAlchemyConn, @Nullable String schema) {
  public DatabaseAccess {
    Objects.requireNonNull(sqlAlchemyConn, "sqlAlchemyConn");
  }
}
