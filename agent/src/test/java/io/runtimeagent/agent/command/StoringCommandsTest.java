package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.ShellFixture.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoringCommandsTest {
  private static final String ONE = "dag_id=a/run_id=1/task_id=é/attempt=1.log";
  private static final String TWO = "dag_id=b/run_id=2/task_id=t/attempt=1.log";

  private final ShellFixture shell;
  private final Path folder;

  StoringCommandsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    shell = new ShellFixture(folder);
    shell.log(ONE, "one\ntwo\n");
    shell.log(TWO, "three without end");
  }

  @Test
  void ship_storesEveryByte_andVerifyProvesIt() throws Exception {
    Outcome shipped = shell.run("ship");
    assertThat(shipped.exit()).isEqualTo(ExitCode.DONE);
    assertThat(shipped.out()).isEqualTo("2 logs looked at, 25 B stored, 0 logs left.\n");
    assertThat(shell.store().resolve(ONE)).hasContent("one\ntwo\n");
    assertThat(Files.readString(shell.store().resolve(TWO))).isEqualTo("three without end");
    Outcome verified = shell.run("verify");
    assertThat(verified.exit()).isEqualTo(ExitCode.DONE);
    assertThat(verified.out())
        .isEqualTo("2 logs equal, 0 missing, 0 different, 0 behind, 0 unverified.\n");
  }

  @Test
  void ship_tellsFactsAsJson() throws Exception {
    assertThat(shell.run("ship", "--json").out())
        .contains("\"logs\" : 2")
        .contains("\"stored_bytes\" : 25")
        .contains("\"left\" : [ ]");
  }

  @Test
  void ship_takesAnotherSourceAndDestination() throws Exception {
    Path other = folder.resolve("elsewhere");
    Files.createDirectories(other.resolve("x"));
    Files.writeString(other.resolve("x/attempt=1.log"), "other\n");
    Path store = folder.resolve("other store");
    Outcome outcome =
        shell.run("ship", "--source", other.toString(), "--destination", "file://" + store);
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(store.resolve("x/attempt=1.log")).hasContent("other\n");
    assertThat(shell.store()).doesNotExist();
  }

  @Test
  void verify_listsWhatIsMissingAndDifferent() throws Exception {
    shell.run("ship");
    Files.delete(shell.store().resolve(ONE));
    Files.writeString(shell.store().resolve(TWO), "something else");
    old(ONE);
    old(TWO);
    Outcome outcome = shell.run("verify");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out())
        .contains("missing    " + ONE)
        .contains("different  " + TWO + ": ")
        .contains("0 logs equal, 1 missing, 1 different, 0 behind, 0 unverified.");
    assertThat(shell.run("verify", "--json").out()).contains("\"verdict\" : \"missing\"");
  }

  @Test
  void verify_doesNotBlameALogThatJustGrew() throws Exception {
    shell.run("ship");
    shell.log(ONE, "one\ntwo\nthree\n");
    Outcome outcome = shell.run("verify");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("behind     " + ONE + ": 6 B to come");
  }

  @Test
  void check_provesTheStore_andLeavesNothing() throws Exception {
    Outcome outcome = shell.run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .containsPattern("ok +configuration")
        .containsPattern("ok +store: create")
        .containsPattern("ok +store: stale update refused")
        .containsPattern("ok +store: delete")
        .containsPattern("ok +store: old versions");
    try (var files = Files.walk(shell.store())) {
      assertThat(files.filter(file -> file.toString().contains("canary/"))).isEmpty();
    }
  }

  @Test
  void check_warnsOfStockUploading() throws Exception {
    shell.set("AIRFLOW__LOGGING__REMOTE_LOGGING", "True");
    Outcome outcome = shell.run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains("warning").contains("stock uploading");
  }

  @Test
  void check_doesNotWarnOfUploadingThatIsTurnedOff() throws Exception {
    shell.set("AIRFLOW__LOGGING__REMOTE_LOGGING", "True");
    shell.set(
        "AIRFLOW__LOGGING__LOGGING_CONFIG_CLASS",
        "runtime_agent_airflow.logging_config.LOGGING_CONFIG");
    assertThat(shell.run("check").out()).doesNotContain("stock uploading");
  }

  @Test
  void check_warnsOfADestinationThatAirflowDoesNotRead() throws Exception {
    shell.set("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "s3://theirs/logs");
    Outcome outcome = shell.run("check");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .containsPattern("warning +configuration .*differs.*s3://theirs/logs")
        .doesNotContain("remote_logging is off");
  }

  @Test
  void check_warnsOfReadingThatIsTurnedOff() throws Exception {
    shell.setKey("destination", "s3://logs/x").setKey("connection", "aws://A:secret@");
    shell.setKey("s3_endpoint_url", "http://127.0.0.1:9").setKey("s3_region", "us-east-1");
    assertThat(shell.run("check").out())
        .containsPattern("warning +reading .*remote_logging is off");
  }

  @Test
  void check_warnsOfLogsThatAirflowDeletes() throws Exception {
    shell.set("AIRFLOW__LOGGING__DELETE_LOCAL_LOGS", "True");
    assertThat(shell.run("check").out()).contains("delete_local_logs is on");
  }

  @Test
  void check_failsWhereTheStoreCannotBeWritten() throws Exception {
    Files.writeString(folder.resolve("a file"), "");
    shell.setKey("destination", "file://" + folder.resolve("a file"));
    Outcome outcome = shell.run("check", "--json");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out()).contains("\"result\" : \"failed\"");
  }

  private void old(String log) throws IOException {
    Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
    Files.setLastModifiedTime(shell.logs().resolve(log), FileTime.from(hourAgo));
  }
}
