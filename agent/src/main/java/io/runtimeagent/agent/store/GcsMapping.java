package io.runtimeagent.agent.store;

import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.connection.GcsConnection;
import io.runtimeagent.ship.gcs.GcsAccess;
import io.runtimeagent.ship.gcs.GcsCredentials;
import io.runtimeagent.ship.gcs.GcsSettings;
import java.util.Optional;

/// The Google Cloud Storage store's own words for what the configuration says.
final class GcsMapping {
  private GcsMapping() {}

  static GcsSettings of(Destination.Gcs destination) {
    GcsConnection connection = destination.connection();
    return new GcsSettings(
        destination.bucket(),
        destination.keyPrefix(),
        Optional.ofNullable(connection.endpoint()),
        Optional.ofNullable(connection.project()),
        new GcsAccess(
            credentials(connection.credentials()),
            connection.impersonated(),
            connection.scopes(),
            Optional.ofNullable(connection.quotaProject())));
  }

  /// The library knows a key from a credential configuration by what stands in it.
  private static GcsCredentials credentials(
      io.runtimeagent.agent.config.connection.GcsCredentials credentials) {
    return switch (credentials) {
      case io.runtimeagent.agent.config.connection.GcsCredentials.ApplicationDefault() ->
          new GcsCredentials.ApplicationDefault();
      case io.runtimeagent.agent.config.connection.GcsCredentials.KeyFile(var file) ->
          new GcsCredentials.KeyFile(file);
      case io.runtimeagent.agent.config.connection.GcsCredentials.ConfigFile(var file) ->
          new GcsCredentials.KeyFile(file);
      case io.runtimeagent.agent.config.connection.GcsCredentials.KeyJson(var json) ->
          new GcsCredentials.KeyText(json.reveal());
      case io.runtimeagent.agent.config.connection.GcsCredentials.ConfigJson(var json) ->
          new GcsCredentials.KeyText(json.reveal());
      case io.runtimeagent.agent.config.connection.GcsCredentials.Anonymous() ->
          new GcsCredentials.Anonymous();
    };
  }
}
