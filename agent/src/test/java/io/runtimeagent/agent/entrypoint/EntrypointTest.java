package io.runtimeagent.agent.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.entrypoint.PretendedImage.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntrypointTest {
  private final Path root;
  private final PretendedImage image;

  EntrypointTest(@TempDir Path root) throws IOException {
    this.root = root;
    image = new PretendedImage(root);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "airflow;scheduler | airflow scheduler",
        "scheduler | airflow scheduler",
        "/home/airflow/.local/bin/airflow;scheduler;--pid;x | airflow scheduler",
        "airflow;celery;worker;-q;high | airflow celery worker",
        "celery;worker | airflow celery worker",
        "airflow;triggerer;--capacity;10 | airflow triggerer",
        "dag-processor | airflow dag-processor",
        "airflow;standalone | airflow standalone",
        "airflow;tasks;run;dag;task;run;--local | airflow tasks run",
        "bash;-c;exec airflow celery worker | airflow celery worker",
        "bash;-c;airflow scheduler | airflow scheduler",
        "bash;-c;exec \\⏎airflow celery worker | airflow celery worker",
        "/bin/bash;-ec;set -u⏎exec airflow triggerer | airflow triggerer",
        "bash;-o;pipefail;-c;airflow scheduler | airflow scheduler",
        "sh;-c;airflow db migrate && exec airflow scheduler | airflow scheduler",
        "bash;-c;airflow scheduler & airflow webserver | airflow scheduler",
        "bash;-lc;A=1 nohup airflow dag-processor | airflow dag-processor",
        "bash;-c;cd /x; if true; then airflow triggerer; fi | airflow triggerer",
        "python;-m;airflow;scheduler | airflow scheduler",
        "python3.12;-u;-X;dev;-m;airflow.sdk.execution_time.execute_workload;--json-string;{} |"
            + " python -m airflow.sdk.execution_time.execute_workload",
        "bash;-c;python -m airflow.sdk.execution_time.execute_workload --json-path /x |"
            + " python -m airflow.sdk.execution_time.execute_workload"
      })
  void longRunningCommand_getsAnAgent(String command, String name) throws Exception {
    String[] words = words(command);
    Started started = image.start(words);
    assertThat(started.withAgent()).isTrue();
    assertThat(started.words())
        .startsWith("-I", "-S", image.home() + "/lib/supervise.py")
        .contains(image.home() + "/bin/runtime-agent", name, "25s")
        .endsWith(words);
    assertThat(started.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "airflow;version",
        "version",
        "webserver",
        "airflow;api-server",
        "airflow;scheduler;--help",
        "airflow;celery;worker;-h",
        "airflow;celery;flower",
        "airflow;tasks;test;d;t",
        "airflow",
        "airflow;jobs;check;--job-type;scheduler",
        "bash",
        "bash;-c;echo airflow scheduler",
        "bash;-c;# airflow scheduler",
        "bash;-c;airflow webserver",
        "bash;airflow;scheduler",
        "bash;-c",
        "python;-c;import airflow; print('scheduler')",
        "python;-m;celery",
        "python;x.py;-m;airflow;scheduler",
        "no-such-command;*;$HOME"
      })
  void everythingElse_isPassedOnAsItIs(String command) throws Exception {
    String[] words = words(command);
    Started started = image.start(words);
    assertThat(started.withAgent()).isFalse();
    assertThat(started.words()).startsWith("--").endsWith(words).hasSize(words.length + 1);
    assertThat(started.variable("AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS")).isEqualTo("not set");
    assertThat(started.err()).isEmpty();
  }

  @Test
  void noCommand_isPassedOn() throws Exception {
    assertThat(image.start().words()).containsExactly("--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "0", "f"})
  void disabled_startsNoAgentAndLeavesUploadingOn(String value) throws Exception {
    Started started = image.with("AIRFLOW__RUNTIME_AGENT__ENABLED", value).start("scheduler");
    assertThat(started.withAgent()).isFalse();
    assertThat(started.variable("AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS")).isEqualTo("not set");
  }

  @Test
  void sidecar_shipsInPlaceOfAnAgentBeside() throws Exception {
    Started started = image.with("RUNTIME_AGENT_SIDECAR", "true").start("celery", "worker");
    assertThat(started.withAgent()).isFalse();
    assertThat(started.variable("AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS"))
        .startsWith("runtime_agent_airflow.");
    assertThat(image.start("version").variable("AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS"))
        .isEqualTo("not set");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[runtime_agent]\nenabled = False\n",
        "[core]\nenabled = True\n[runtime_agent]\n# x\nenabled=false  # for now",
        "[runtime_agent]\r\nENABLED : false\r\n"
      })
  void disabledInTheFile_startsNoAgent(String file) throws Exception {
    assertThat(image.airflowCfg(file).start("scheduler").withAgent()).isFalse();
    image.with("AIRFLOW__RUNTIME_AGENT__ENABLED", "True");
    assertThat(image.start("scheduler").withAgent()).isTrue();
  }

  @Test
  void drainTimeout_isHandedOn() throws Exception {
    image.airflowCfg("[runtime_agent]\ndrain_timeout = 1m30s\n");
    assertThat(image.start("scheduler").words()).contains("1m30s");
    image.with("AIRFLOW__RUNTIME_AGENT__DRAIN_TIMEOUT", "5s");
    assertThat(image.start("scheduler").words()).contains("5s").doesNotContain("1m30s");
  }

  @Test
  void linkToTheEntryPoint_findsItsHome() throws Exception {
    Path link =
        Files.createSymbolicLink(root.resolve("ep"), image.home().resolve("bin/entrypoint"));
    assertThat(image.start(link, "scheduler").words()).contains(image.home() + "/lib/supervise.py");
  }

  @Test
  void withoutPython_airflowRunsAlone() throws Exception {
    image.delete("usr/python3");
    for (String tool : List.of("cmp", "cp", "mv", "grep", "env", "sed", "tr")) {
      image.program("usr/" + tool, "#!/bin/sh\nexec /usr/bin/" + tool + " \"$@\"\n");
    }
    Started started = image.with("PATH", root.resolve("usr").toString()).start("scheduler");
    assertThat(started.words()).containsExactly("--", "scheduler");
    assertThat(started.err()).contains("no python3");
    assertThat(started.variable("AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS")).isEqualTo("not set");
  }

  @Test
  void withoutTheAgent_airflowRunsAlone() throws Exception {
    image.delete("opt/bin/runtime-agent");
    Started started = image.start("scheduler");
    assertThat(started.words()).containsExactly("--", "scheduler");
    assertThat(started.err()).contains("the agent is not whole in " + image.home());
  }

  @Test
  void missingBaseEntryPoint_isNamed() throws Exception {
    image.with("RUNTIME_AGENT_BASE_ENTRYPOINT", "/nowhere/dumb-init -- /nowhere/entrypoint");
    Started started = image.start("version");
    assertThat(started.exit()).isEqualTo(127);
    assertThat(started.err()).contains("no program /nowhere/dumb-init", "BASE_ENTRYPOINT=");
  }

  private static String[] words(String command) {
    // A script may hold semicolons: only those without a blank behind them separate words.
    return command.replace('⏎', '\n').split(";(?! )");
  }
}
