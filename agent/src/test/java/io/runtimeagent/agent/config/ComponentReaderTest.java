package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComponentReaderTest {
  private final Scene scene;

  ComponentReaderTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "airflow scheduler | SCHEDULER | LONG",
        "scheduler | SCHEDULER | LONG",
        "airflow celery worker -q high | WORKER | LONG",
        "celery worker | WORKER | LONG",
        "airflow edge worker | WORKER | LONG",
        "airflow triggerer --capacity 10 | TRIGGERER | LONG",
        "airflow dag-processor | DAG_PROCESSOR | LONG",
        "airflow standalone | STANDALONE | LONG",
        "bash -c \"exec airflow celery worker\" | WORKER | LONG",
        "bash -c 'airflow scheduler' | SCHEDULER | LONG",
        "bash -c exec airflow scheduler | SCHEDULER | LONG",
        "/usr/bin/dumb-init -- /entrypoint airflow triggerer | TRIGGERER | LONG",
        "/home/airflow/.local/bin/airflow scheduler --pid x | SCHEDULER | LONG",
        "airflow tasks run dag task run --local | WORKER | ONE_TASK",
        "python -m airflow.sdk.execution_time.execute_workload --json-string {\"a\":1} | WORKER |"
            + " ONE_TASK",
        "bash -c \"it's unfinished; airflow scheduler | SCHEDULER | LONG",
        "airflow webserver | WORKER | LONG"
      })
  void auto_readsTheSupervisedCommand(String command, Role role, Component.Lifetime lifetime) {
    scene.with("RUNTIME_AGENT_AIRFLOW_COMMAND", command).with("RUNTIME_AGENT_AIRFLOW_PID", "42");
    assertThat(scene.valid().component())
        .isEqualTo(new Component(role, lifetime, new Component.Supervised(42, command, null)));
  }

  @Test
  void pulse_isThePipeThatTheEntryPointNames() {
    scene.with("RUNTIME_AGENT_AIRFLOW_PID", "42").with("RUNTIME_AGENT_PULSE", "/proc/self/fd/3");
    assertThat(scene.valid().component().supervised())
        .isEqualTo(new Component.Supervised(42, "", Path.of("/proc/self/fd/3")));
  }

  @Test
  void nothingSupervised_isStandalone() {
    assertThat(scene.valid().component())
        .isEqualTo(new Component(Role.STANDALONE, Component.Lifetime.LONG, null));
  }

  @Test
  void ownKey_winsOverTheCommand() {
    scene.key("role", "Dag-Processor").with("RUNTIME_AGENT_AIRFLOW_COMMAND", "airflow scheduler");
    assertThat(scene.valid().component().role()).isEqualTo(Role.DAG_PROCESSOR);
  }

  @Test
  void unknownCommand_isNoted() {
    scene.with("RUNTIME_AGENT_AIRFLOW_COMMAND", "airflow flower");
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("role is worker"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x", "1.5", "99999999999"})
  void pid_isANumber(String pid) {
    scene.with("RUNTIME_AGENT_AIRFLOW_PID", pid);
    assertThat(scene.onlyFault()).contains("RUNTIME_AGENT_AIRFLOW_PID");
  }
}
