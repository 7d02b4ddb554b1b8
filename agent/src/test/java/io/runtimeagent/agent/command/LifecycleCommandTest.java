package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.ShellFixture.Outcome;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleCommandTest {
  private final ShellFixture shell;
  private final Path folder;

  LifecycleCommandTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    shell = new ShellFixture(folder);
  }

  @Test
  void json_hasEveryField() throws Exception {
    Outcome outcome = shell.run("lifecycle", "4.2.6-base", "--at", "2022-10-01", "--json");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    Json expected =
        JsonText.parse(
            """
            {"runtime_version": "4.2.6", "image_tag": null, "image_ref": null, "line": "legacy",
             "variants": ["base"], "airflow_version": "2.2", "python_version": "3.9", "os": null,
             "arch": null, "channel": "stable", "release_date": "2022-03-10",
             "end_of_maintenance": "2022-09-30", "end_of_basic_support": null,
             "status": "unmaintained", "days_left": -1, "latest_patch": null, "yanked": false,
             "yanked_reason": null, "source": "embedded", "table_date": "2025-05-20"}
            """);
    assertThat(JsonText.parse(outcome.out())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest", "deploy-2023-11-06T14-00", "9fceb02", "12.1.None", "§"})
  void whatIsNoVersion_isUnknown(String text) throws Exception {
    Outcome outcome = shell.run("lifecycle", text, "--json");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    var told = new Document(JsonText.parse(outcome.out()));
    assertThat(told.text("status")).contains("unknown");
    assertThat(outcome.out())
        .contains("\"runtime_version\" : null", "\"line\" : null", "\"days_left\" : null");
  }

  @Test
  void people_areToldInASentence() throws Exception {
    assertThat(shell.run("lifecycle", "8.0.0").out())
        .contains("status", "yanked", "Runtime 8.0.0 was withdrawn.");
    assertThat(shell.run("lifecycle", "5.0.8", "--at", "2022-10-31").out())
        .contains("Runtime 5.0.8 is maintained only until 2022-10-31, the last day.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2022-02-30", "", "2022-1-1", "+12022-01-01", "-2022-01-01"})
  void at_hasToBeADay(String day) throws Exception {
    Outcome outcome = shell.run("lifecycle", "8.0.0", "--at", day);
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("--at " + day + " is no day");
  }

  @Test
  void operatorsFile_isUsed_andToldWhenItCannotBe() throws Exception {
    Path file = folder.resolve("versions.json");
    shell.setKey("runtime_versions_file", file.toString());
    Outcome without = shell.run("lifecycle", "13.0.0", "--json");
    assertThat(without.exit()).isEqualTo(ExitCode.DONE);
    assertThat(without.err()).contains("the embedded table counts: It is not there.");
    assertThat(without.out()).contains("\"2026-11-30\"");
    Files.writeString(
        file,
        """
        {"runtimeVersions": {"13.0.0": {"metadata": {"endOfMaintenance": "2031-01-31"}}}}
        """);
    Outcome with = shell.run("lifecycle", "13.0.0", "--json");
    assertThat(with.err()).isEmpty();
    assertThat(with.out()).contains("\"2031-01-31\"", "\"source\" : \"file\"");
  }
}
