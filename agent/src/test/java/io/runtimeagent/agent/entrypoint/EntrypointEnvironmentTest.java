package io.runtimeagent.agent.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.entrypoint.PretendedImage.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntrypointEnvironmentTest {
  private static final String MODULE = "AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS";
  private static final String BUNDLES = "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST";
  private static final String PARALLELISM = "AIRFLOW__CORE__PARALLELISM";

  private final PretendedImage image;

  EntrypointEnvironmentTest(@TempDir Path root) throws IOException {
    image = new PretendedImage(root);
  }

  @ParameterizedTest
  @CsvSource({
    "2.1.4, SCHEDULER__DAG_DIR_LIST_INTERVAL, 30",
    "2.11.0, SCHEDULER__DAG_DIR_LIST_INTERVAL, 30",
    "3.0.0rc1, DAG_PROCESSOR__REFRESH_INTERVAL, 30",
    "3.3.2, SCHEDULER__DAG_DIR_LIST_INTERVAL, not set",
    "2.5.3, CELERY__STALLED_TASK_TIMEOUT, 600",
    "2.6.0, CELERY__STALLED_TASK_TIMEOUT, not set",
    "2.6.0, SCHEDULER__TASK_QUEUED_TIMEOUT, 600",
    "2.10.5+astro.1, SCHEDULER__TASK_QUEUED_TIMEOUT, 600",
    "2.4.3, KUBERNETES__WORKER_PODS_CREATION_BATCH_SIZE, 16",
    "2.5.0, KUBERNETES_EXECUTOR__WORKER_PODS_CREATION_BATCH_SIZE, 16",
    "3.1.0, KUBERNETES_EXECUTOR__WORKER_PODS_CREATION_BATCH_SIZE, 16",
    "2.11.0, CORE__PARALLELISM, not set"
  })
  void default_hasTheNameThatTheVersionKnows(String version, String name, String value)
      throws Exception {
    assertThat(image.with("AIRFLOW_VERSION", version).start("version").variable("AIRFLOW__" + name))
        .isEqualTo(value);
  }

  @Test
  void default_yieldsToTheEnvironment() throws Exception {
    String name = "AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL";
    assertThat(image.with(name, "77").start("version").variable(name)).isEqualTo("77");
    assertThat(image.with(name, "").start("version").variable(name)).isEqualTo("30");
  }

  @ParameterizedTest
  @CsvSource({"77, not set", "300, 30"})
  void default_yieldsToTheFile_unlessThatSaysWhatAirflowWroteThere(String inFile, String expected)
      throws Exception {
    image.airflowCfg(
        "[scheduler]\n# x\ndag_dir_list_interval = " + inFile + "\n[webserver]\na = b\n");
    assertThat(image.start("version").variable("AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL"))
        .isEqualTo(expected);
  }

  @Test
  void default_yieldsToTheOldNameThatTheUserKnows() throws Exception {
    image.with("AIRFLOW_VERSION", "3.3.2").with("AIRFLOW__SCHEDULER__DAG_DIR_LIST_INTERVAL", "9");
    assertThat(image.start("version").variable("AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL"))
        .isEqualTo("not set");
  }

  @ParameterizedTest
  @CsvSource({"3, '', 48", "3, 8, 24", "5x, 8, 40", "x, 8, not set", "'', 8, not set"})
  void parallelism_isWorkersTimesTheirTasks(String workers, String each, String expected)
      throws Exception {
    image.with("AIRFLOW__RUNTIME_AGENT__WORKER_COUNT", workers);
    image.with("AIRFLOW__CELERY__WORKER_CONCURRENCY", each);
    assertThat(image.start("version").variable(PARALLELISM)).isEqualTo(expected);
  }

  @Test
  void parallelism_readsTheFile() throws Exception {
    image.airflowCfg(
        """
        [core]
        parallelism = 32
        [runtime_agent]
        worker_count = 4
        [celery]
        worker_concurrency=5
        """);
    assertThat(image.start("version").variable(PARALLELISM)).isEqualTo("20");
    image
        .airflowCfg("[core]\nparallelism = 99\n")
        .with("AIRFLOW__RUNTIME_AGENT__WORKER_COUNT", "4");
    assertThat(image.start("version").variable(PARALLELISM)).isEqualTo("not set");
  }

  @Test
  void emptySchedule_isNone() throws Exception {
    String name = "AIRFLOW_MONITORING_DAG_SCHEDULE_INTERVAL";
    assertThat(image.with(name, "").start("version").variable(name)).isEqualTo("not set");
    assertThat(image.with(name, "*/9 * * * *").start("version").variable(name))
        .isEqualTo("*/9 * * * *");
  }

  @Test
  void pythonPath_endsWithOurs() throws Exception {
    String ours = image.home() + "/airflow";
    assertThat(image.start("version").variable("PYTHONPATH")).isEqualTo(ours);
    assertThat(image.with("PYTHONPATH", "/a:/b").start("version").variable("PYTHONPATH"))
        .isEqualTo("/a:/b:" + ours);
    assertThat(image.with("PYTHONPATH", ours + ":/b").start("version").variable("PYTHONPATH"))
        .isEqualTo(ours + ":/b");
  }

  @Test
  void loggingModule_isSet_unlessTheUserHasOne() throws Exception {
    assertThat(image.start("scheduler").variable(MODULE))
        .isEqualTo("runtime_agent_airflow.logging_config.LOGGING_CONFIG");
    Started started =
        image.with("AIRFLOW__CORE__LOGGING_CONFIG_CLASS", "mine.X").start("scheduler");
    assertThat(started.variable(MODULE)).isEqualTo("not set");
    assertThat(started.err()).contains("logging_config_class is mine.X");
  }

  @Test
  void loggingModuleInTheFile_staysTheUsers() throws Exception {
    image.airflowCfg("[logging]\nlogging_config_class = mine.X\n");
    assertThat(image.start("scheduler").variable(MODULE)).isEqualTo("not set");
  }

  @Test
  void bundleOfTheMonitoringDag_isAdded_toAirflow3Only() throws Exception {
    assertThat(image.start("version").variable(BUNDLES)).isEqualTo("not set");
    assertThat(image.with("AIRFLOW_VERSION", "3.0.0").start("api-server").variable(BUNDLES))
        .isEqualTo(
            """
            [{"name": "dags-folder", "classpath": \
            "airflow.dag_processing.bundles.local.LocalDagBundle", "kwargs": {}}, \
            {"name": "runtime-agent", "classpath": \
            "airflow.dag_processing.bundles.local.LocalDagBundle", "kwargs": {"path": "%s"}}]\
            """
                .formatted(image.home() + "/airflow/runtime_agent_airflow/dags"));
  }

  @Test
  void bundleOfTheMonitoringDag_isAdded_toTheListThatAirflowWroteIntoItsFileItself()
      throws Exception {
    image.with("AIRFLOW_VERSION", "3.3.2");
    image.airflowCfg(
        """
        [dag_processor]
        # dag_bundle_config_list = [
        #       {"name": "commented"}]
        dag_bundle_config_list = [
                {
                    "name": "dags-folder",
                    "classpath": "airflow.dag_processing.bundles.local.LocalDagBundle",
                    "kwargs": {}
                }
            ]

        # How often to refresh.
        refresh_interval = 300
        """);
    assertThat(image.start("api-server").variable(BUNDLES)).contains("runtime-agent");
  }

  @Test
  void bundlesOfTheUser_stay() throws Exception {
    image.with("AIRFLOW_VERSION", "3.0.0");
    image.airflowCfg("[dag_processor]\ndag_bundle_config_list =\n  [\n  {}\n  ]\n[core]\nx=1\n");
    assertThat(image.start("api-server").variable(BUNDLES)).isEqualTo("not set");
  }

  @Test
  void versionOfAirflow_isThatOfTheInstalledPackage_whenNobodySays() throws Exception {
    image.without("AIRFLOW_VERSION").with("PATH", image.home() + "/v/bin:/usr/bin:/bin");
    image.program("opt/v/bin/airflow", "#!/bin/sh\n");
    image.file(
        "opt/v/lib/python3.12/site-packages/apache_airflow_core-3.1.0.dist-info/METADATA", "");
    assertThat(image.start("version").variable(BUNDLES)).startsWith("[");
  }

  @Test
  void unknownVersion_setsNothingThatDependsOnIt() throws Exception {
    assertThat(image.without("AIRFLOW_VERSION").start("version").environment())
        .noneMatch(line -> line.startsWith("AIRFLOW__"));
  }

  @Test
  void monitoringDag_isCopied_forAirflow2Only() throws Exception {
    Path copy = image.dags().resolve("m_dag.py");
    image.with("AIRFLOW_VERSION", "3.0.0").start("scheduler");
    assertThat(copy).doesNotExist();
    image.with("AIRFLOW_VERSION", "2.11.0").start("scheduler");
    assertThat(copy).hasContent("import runtime_agent_airflow\n");
    Files.writeString(copy, "an older runtime_agent_airflow");
    image.start("scheduler");
    assertThat(copy).hasContent("import runtime_agent_airflow\n");
    assertThat(image.dags()).isDirectoryNotContaining("glob:**.py.*");
  }

  @Test
  void fileOfTheUsersWithThatName_stays() throws Exception {
    Path copy = Files.writeString(image.dags().resolve("m_dag.py"), "mine");
    image.start("scheduler");
    assertThat(copy).hasContent("mine");
  }

  @Test
  void dagsFolderThatCannotBeWritten_isSaid() throws Exception {
    Started started = image.with("AIRFLOW__CORE__DAGS_FOLDER", "/proc/self").start("scheduler");
    assertThat(started.err()).contains("/proc/self is not writable");
    assertThat(started.withAgent()).isTrue();
  }
}
