package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the keys of the heartbeat and checks that they fit together.
final class HeartbeatReader {
  private static final String SCHEDULE = "AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL";

  /// What Airflow reads as no.
  private static final Set<String> FALSE = Set.of("f", "false", "0", "off");

  private final ConfigInput input;
  private final ConfigValues values;

  HeartbeatReader(ConfigInput input, ConfigValues values) {
    this.input = input;
    this.values = values;
  }

  HeartbeatConfig read(Optional<MetadataDatabase> database) {
    HeartbeatMode mode = values.get(HeartbeatSettings.HEARTBEAT);
    HeartbeatSource source = values.get(HeartbeatSettings.HEARTBEAT_SOURCE);
    Optional<AirflowApi> api = api();
    if (mode != HeartbeatMode.OFF) {
      checkSource(source, api, database);
    }
    return new HeartbeatConfig(
        mode,
        values.get(HeartbeatSettings.HEARTBEAT_DAG_ID),
        source,
        values.find(HeartbeatSettings.HEARTBEAT_MAINTENANCE).orElse(List.of()),
        new HeartbeatSchedule(
            input.variable(SCHEDULE),
            values.text(AirflowSettings.DEFAULT_TIMEZONE),
            !FALSE.contains(
                values.text(AirflowSettings.USE_JOB_SCHEDULE).toLowerCase(Locale.ROOT))),
        api.orElse(null),
        database.orElse(null));
  }

  /// Whether the heartbeat may have to read the metadata database.
  boolean wantsDatabase(Component component) {
    boolean observes = component.role() != Role.WORKER;
    return switch (values.get(HeartbeatSettings.HEARTBEAT)) {
      case OFF -> false;
      case ON -> true;
      case AUTO -> observes;
    };
  }

  /// The metadata database as Airflow's own settings have it; asking may run a command.
  Optional<MetadataDatabase> database() {
    Optional<Reading.Given> conn = values.given(AirflowSettings.SQL_ALCHEMY_CONN);
    String schema = values.text(AirflowSettings.SQL_ALCHEMY_SCHEMA);
    return conn.map(
        given ->
            new MetadataDatabase(
                new Secret(given.text().strip()),
                schema.isEmpty() ? null : schema,
                given.source()));
  }

  private void checkSource(
      HeartbeatSource source, Optional<AirflowApi> api, Optional<MetadataDatabase> database) {
    boolean apiSaid =
        api.isPresent() || values.given(HeartbeatSettings.AIRFLOW_API_URL).isPresent();
    switch (source) {
      case API -> {
        if (!apiSaid) {
          values.misfit(HeartbeatSettings.HEARTBEAT_SOURCE, "api together with airflow_api_url");
        }
      }
      case DATABASE -> {
        if (database.isEmpty()) {
          values.misfit(
              HeartbeatSettings.HEARTBEAT_SOURCE,
              "database where [database] sql_alchemy_conn can be read");
        }
      }
      case AUTO -> {
        // Whatever works is taken; nothing has to.
      }
    }
  }

  private Optional<AirflowApi> api() {
    Optional<URI> url = values.find(HeartbeatSettings.AIRFLOW_API_URL);
    Optional<String> username = values.find(HeartbeatSettings.AIRFLOW_API_USERNAME);
    Optional<String> password = values.find(HeartbeatSettings.AIRFLOW_API_PASSWORD);
    Optional<String> token = values.find(HeartbeatSettings.AIRFLOW_API_TOKEN);
    if (url.map(URI::getRawUserInfo).isPresent()) {
      values.misfit(
          HeartbeatSettings.AIRFLOW_API_URL,
          "a URL without user info; airflow_api_username and airflow_api_password are for that");
    }
    if (token.isPresent() && (username.isPresent() || password.isPresent())) {
      values.misfit(
          HeartbeatSettings.AIRFLOW_API_TOKEN, "either a token or a name and its password");
    }
    if (username.isPresent() != password.isPresent()) {
      values.misfit(
          username.isPresent()
              ? HeartbeatSettings.AIRFLOW_API_PASSWORD
              : HeartbeatSettings.AIRFLOW_API_USERNAME,
          "airflow_api_username and airflow_api_password together");
    }
    return url.map(address -> new AirflowApi(address, login(username, password, token)));
  }

  private static AirflowApi.Login login(
      Optional<String> username, Optional<String> password, Optional<String> token) {
    @Nullable String key = token.orElse(null);
    if (key != null) {
      return new AirflowApi.Login.Token(new Secret(key));
    }
    return username
        .<AirflowApi.Login>flatMap(
            name -> password.map(text -> new AirflowApi.Login.Password(name, new Secret(text))))
        .orElseGet(AirflowApi.Login.None::new);
  }
}
