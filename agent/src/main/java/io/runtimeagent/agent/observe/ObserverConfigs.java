package io.runtimeagent.agent.observe;

import io.runtimeagent.agent.config.AirflowApi;
import io.runtimeagent.agent.config.HeartbeatConfig;
import io.runtimeagent.agent.config.MetadataDatabase;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.ObserverConfig;
import io.runtimeagent.probe.observe.ScheduleFallback;

/// What the configuration says of the heartbeat, in the probe's words.
final class ObserverConfigs {
  private ObserverConfigs() {}

  static ObserverConfig of(HeartbeatConfig heartbeat) {
    AirflowApi api = heartbeat.api();
    MetadataDatabase database = heartbeat.database();
    return new ObserverConfig(
        heartbeat.dagId(),
        source(heartbeat),
        new ScheduleFallback(
            heartbeat.schedule().expression(),
            heartbeat.schedule().defaultTimezone(),
            heartbeat.schedule().jobSchedule()),
        api == null ? null : new ApiAccess(api.url(), login(api.login())),
        database == null
            ? null
            : new DatabaseAccess(secret(database.sqlAlchemyConn()), database.schema()));
  }

  private static ObserverConfig.Source source(HeartbeatConfig heartbeat) {
    return switch (heartbeat.source()) {
      case AUTO -> ObserverConfig.Source.AUTO;
      case API -> ObserverConfig.Source.API;
      case DATABASE -> ObserverConfig.Source.DATABASE;
    };
  }

  private static ApiAccess.Login login(AirflowApi.Login login) {
    return switch (login) {
      case AirflowApi.Login.None() -> new ApiAccess.Login.None();
      case AirflowApi.Login.Password(String username, var password) ->
          new ApiAccess.Login.Password(username, secret(password));
      case AirflowApi.Login.Token(var token) -> new ApiAccess.Login.Token(secret(token));
    };
  }

  private static Secret secret(io.runtimeagent.agent.config.secret.Secret secret) {
    return secret::reveal;
  }
}
