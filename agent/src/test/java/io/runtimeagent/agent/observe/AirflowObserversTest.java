package io.runtimeagent.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.airflow.ProcessSecretCommand;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ObserverConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirflowObserversTest {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  AirflowObserversTest(@TempDir Path root) {
    this.root = root;
    environment.put("AIRFLOW_HOME", root.resolve("airflow").toString());
    key("HEARTBEAT", "on");
  }

  @Test
  void configuration_isHandedOverWhole() {
    key("HEARTBEAT_DAG_ID", "beat");
    key("HEARTBEAT_SOURCE", "api");
    key("AIRFLOW_API_URL", "https://airflow:8080/base");
    key("AIRFLOW_API_USERNAME", "me");
    key("AIRFLOW_API_PASSWORD", "pa ss");
    environment.put("AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL", "*/7 * * * *");
    environment.put("AIRFLOW__CORE__DEFAULT_TIMEZONE", "Europe/Berlin");
    environment.put("AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE", "False");
    environment.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql://u:p@h/db");
    environment.put("AIRFLOW__DATABASE__SQL_ALCHEMY_SCHEMA", "airflow");
    ObserverConfig config = ObserverConfigs.of(load().heartbeat());
    assertThat(config.dagId()).isEqualTo("beat");
    assertThat(config.source()).isEqualTo(ObserverConfig.Source.API);
    assertThat(config.fallback().expression()).isEqualTo("*/7 * * * *");
    assertThat(config.fallback().defaultTimezone()).isEqualTo("Europe/Berlin");
    assertThat(config.fallback().jobSchedule()).isFalse();
    ApiAccess api = Objects.requireNonNull(config.api());
    assertThat(api.url()).hasToString("https://airflow:8080/base");
    assertThat(api.login())
        .isInstanceOfSatisfying(
            ApiAccess.Login.Password.class,
            login -> {
              assertThat(login.username()).isEqualTo("me");
              assertThat(login.password().reveal()).isEqualTo("pa ss");
            });
    DatabaseAccess database = Objects.requireNonNull(config.database());
    assertThat(database.sqlAlchemyConn().reveal()).isEqualTo("postgresql://u:p@h/db");
    assertThat(database.schema()).isEqualTo("airflow");
  }

  @Test
  void nobodyToAsk_isToldWithTheReason() {
    assertThat(observers().whyNobody()).get().asString().contains("airflow_api_url");
    environment.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:////opt/airflow/airflow.db");
    assertThat(observers().whyNobody()).get().asString().contains("SQLite", "airflow_api_url");
    environment.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "postgresql+psycopg2://u:p@h/db");
    assertThat(observers().whyNobody()).isEmpty();
    environment.remove("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN");
    key("AIRFLOW_API_URL", "http://airflow:8080");
    key("AIRFLOW_API_TOKEN", "t");
    assertThat(observers().whyNobody()).isEmpty();
  }

  @Test
  void observer_isMadeWithoutAsking() {
    key("AIRFLOW_API_URL", "http://airflow.invalid:8080");
    try (Observer observer = observers().start(InstantSource.system(), ProbeListener.NOOP)) {
      assertThat(observer.source()).isEqualTo("REST API");
    }
  }

  private void key(String key, String value) {
    environment.put("AIRFLOW__RUNTIME_AGENT__" + key, value);
  }

  private AirflowObservers observers() {
    return new AirflowObservers(load(), input());
  }

  private AgentConfig load() {
    return switch (ConfigLoader.load(input())) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> config;
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    };
  }

  private ConfigInput input() {
    return new ConfigInput(
        environment, root, new ProcessSecretCommand(Duration.ofSeconds(10)), Map.of());
  }
}
