package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.secret.Secret;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Airflow's metadata database: the SQLAlchemy URL as Airflow has it, and the schema of its tables
/// when it is not the user's own.
public record MetadataDatabase(Secret sqlAlchemyConn, @Nullable String schema, String source) {

  public MetadataDatabase {
    Objects.requireNonNull(sqlAlchemyConn, "sqlAlchemyConn");
    Objects.requireNonNull(source, "source");
  }
}
