package io.runtimeagent.agent.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtimeagent.agent.entrypoint.Images.Result;
import io.runtimeagent.ship.testing.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Dockerfile, built on an Airflow 2.11.0 from packages and run. Skipped, loudly, where no
/// image can be made.
class ITImage {
  private static final String LOG = "dag_id=d/run_id=r/task_id=t/attempt=1.log";

  @BeforeAll
  static void build() throws Exception {
    Images.build();
  }

  @Test
  void image_differsFromItsBaseInEntryPointAndEnvironmentOnly() throws Exception {
    assertThat(Images.config("Entrypoint")).containsExactly("/opt/runtime-agent/bin/entrypoint");
    assertThat(Images.config("Cmd")).isEmpty();
    assertThat(Images.config("User")).containsExactly("50000:0");
    assertThat(Images.config("WorkingDir")).containsExactly("/opt/airflow");
    assertThat(Images.config("Env"))
        .contains(
            "AIRFLOW_VERSION=2.11.0",
            "DUMB_INIT_SETSID=1",
            "AIRFLOW_IMAGE_TAG=2.11.0-test",
            "RUNTIME_AGENT_BASE_ENTRYPOINT=/usr/bin/dumb-init -- /entrypoint");
    assertThat(Images.config("OnBuild"))
        .contains("COPY packages.txt ./", "COPY --chown=50000:0 . ./")
        .endsWith("COPY --chown=50000:0 . ./");
    assertThat(Images.config("Labels"))
        .contains("io.runtimeagent.revision=test")
        .contains("org.opencontainers.image.base.name=" + Images.AIRFLOW);
  }

  @Test
  void layer_isWholeAndBelongsToRoot() throws Exception {
    Result listed =
        Images.run(
            List.of(),
            "bash",
            "-c",
            """
            cd /opt/runtime-agent && ls -d bin/entrypoint bin/runtime-agent lib/runtime-agent.aot sbom.json \
              airflow/runtime_agent_airflow airflow/*.dist-info jre/bin/java
            find . ! -user root -o -perm /o+w ! -type l
            runtime-agent --version && python -c 'import runtime_agent_airflow'
            """);
    assertThat(listed.err()).isEmpty();
    assertThat(listed.exit()).isZero();
    assertThat(listed.out().lines()).hasSize(8).noneMatch(line -> line.startsWith("./"));
  }

  @Test
  void billOfMaterials_knowsJarsAndRuntime() throws Exception {
    String tell =
        """
        import json
        parts = json.load(open("/opt/runtime-agent/sbom.json"))["components"]
        print(*[part["name"] for part in parts if part.get("group") == "io.runtimeagent"])
        print(*[part["version"] for part in parts if part["name"] == "openjdk"])
        """;
    Result told = Images.run(List.of(), "python", "-c", tell);
    assertThat(told.out()).contains("log-shipper-core", "health-probe").containsPattern("\n25[.+]");
  }

  @Test
  void otherCommand_isPassedThrough() throws Exception {
    assertThat(Images.run(List.of(), "version").out()).contains("2.11.0").doesNotContain("Agent");
    assertThat(Images.run(List.of(), "no-such-command").exit()).isEqualTo(2);
    assertThat(Images.run(List.of(), "bash", "-c", "exit 33").exit()).isEqualTo(33);
  }

  @Test
  void projectsImage_needsNoMoreThanFrom(@TempDir Path project) throws Exception {
    Files.writeString(project.resolve("packages.txt"), "# none\r\n");
    Files.writeString(project.resolve("requirements.txt"), "# none\n");
    Files.createDirectories(project.resolve("dags"));
    Files.writeString(project.resolve("dags/mine.py"), "");
    String image = Images.derived(project, "mine:7");
    String tell =
        "stat -c '%U %g %n' dags/mine.py requirements.txt; id -u; echo $AIRFLOW_IMAGE_TAG";
    assertThat(Images.runOf(image, List.of(), "bash", "-c", tell).out().lines())
        .containsExactly("airflow 0 dags/mine.py", "airflow 0 requirements.txt", "50000", "mine:7");
  }

  @Test
  void scheduler_hasAnAgentBesideThatStoresItsLastLine(@TempDir Path store) throws Exception {
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path stored = store.resolve(LOG);
    try (var container = Images.start(List.of("-v", store + ":/store"), lastLineAtTheEnd())) {
      Await.until(Duration.ofMinutes(2), "the log is in the store", () -> Files.exists(stored));
      container.stop();
      assertThat(container.exit()).isEqualTo(5);
      assertThat(stored).hasContent("first line\nlast line");
    }
  }

  @Test
  void readOnlyRootAndAnotherUser_areServed(@TempDir Path store) throws Exception {
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> options =
        List.of(
            "-v",
            store + ":/store",
            "--read-only",
            "--tmpfs=/opt/airflow/logs:mode=777",
            "--user=12345:0");
    try (var container = Images.start(options, lastLineAtTheEnd())) {
      Path stored = store.resolve(LOG);
      Await.until(Duration.ofMinutes(2), "the log is in the store", () -> Files.exists(stored));
      container.stop();
      assertThat(container.exit()).isEqualTo(5);
      assertThat(container.log()).contains("/opt/airflow/dags is not writable");
      assertThat(stored).hasContent("first line\nlast line");
    }
  }

  @Test
  void memoryOf256Megabytes_isEnough(@TempDir Path store) throws Exception {
    List<String> limit = List.of("--memory=256m", "--memory-swap=256m");
    assumeTrue(
        Images.run(limit, "bash", "-c", "true").exit() == 0, "memory cannot be limited here");
    Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwxrwx"));
    var options = new ArrayList<>(limit);
    options.addAll(List.of("-v", store + ":/store"));
    try (var container = Images.start(options, lastLineAtTheEnd())) {
      Path stored = store.resolve(LOG);
      Await.until(Duration.ofMinutes(2), "the log is in the store", () -> Files.exists(stored));
      container.stop();
      assertThat(container.exit()).isEqualTo(5);
      assertThat(container.log()).doesNotContain("started again");
      assertThat(stored).hasContent("first line\nlast line");
    }
  }

  /// A script that the entry point takes for a scheduler, since a real one needs minutes and a
  /// database.
  private static String[] lastLineAtTheEnd() {
    String script =
        """
        airflow() {
          log=/opt/airflow/logs/%s
          mkdir -p "${log%%/*}"
          trap 'sleep 0.5; echo last line >> "$log"; exit 5' TERM
          echo first line > "$log"
          while :; do sleep 0.1; done
        }
        airflow scheduler
        """
            .formatted(LOG);
    return new String[] {"bash", "-c", script};
  }
}
