package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.ShellFixture.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private final ShellFixture shell;

  CommandsTest(@TempDir Path folder) throws IOException {
    shell = new ShellFixture(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"run", "ship", "verify", "check", "status", "config", "info", "lifecycle"})
  void help_isAManualPage(String command) throws Exception {
    Outcome outcome = shell.run(command, "--help");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out())
        .startsWith("NAME\n  runtime-agent " + command + " - ")
        .contains("\nSYNOPSIS\n  runtime-agent " + command)
        .contains("\nDESCRIPTION\n", "\nOPTIONS\n", "\nEXIT STATUS\n", "\nEXAMPLES\n")
        .contains("\nFILES\n", "\nENVIRONMENT\n");
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 100);
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void help_listsAllCommands() throws Exception {
    assertThat(shell.run("--help").out())
        .contains("\nCOMMANDS\n")
        .containsPattern("\n  run +the agent: ships")
        .containsPattern("\n  verify +reads back");
  }

  @Test
  void version_isPrintedEverywhere() throws Exception {
    assertThat(shell.run("--version").out()).isEqualTo("runtime-agent 1.2.3\n");
    assertThat(shell.run("config", "--version").out()).isEqualTo("runtime-agent 1.2.3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bogus", "ship --bogus", "ship extra", "config --json=x", "--json"})
  void misuse_isAUsageError(String line) throws Exception {
    Outcome outcome = shell.run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("runtime-agent: ").contains("--help");
  }

  @Test
  void misuse_isToldInPlainWords() throws Exception {
    assertThat(shell.run("shp").err())
        .contains("There is no command 'shp'.", "Did you mean: runtime-agent ship?");
    assertThat(shell.run("ship", "extra").err()).contains("'extra' is one argument too many.");
    assertThat(shell.run("ship", "--nope").err()).contains("Unknown option: '--nope'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ship", "verify", "check", "status", "info"})
  void faults_areToldTogether(String command) throws Exception {
    shell.setKey("freshness", "soon").setKey("http_port", "99999").setKey("exclud", "x");
    Outcome outcome = shell.run(command);
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out() + outcome.err())
        .contains("freshness", "soon")
        .contains("http_port", "99999")
        .contains("EXCLUD", "EXCLUDE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ship", "verify"})
  void withoutDestination_thereIsNothingToDo(String command) throws Exception {
    shell.setKey("destination", "");
    Outcome outcome = shell.run(command);
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("no destination");
  }

  @Test
  void source_hasToBeAFolder() throws Exception {
    Outcome outcome = shell.run("ship", "--source", "/no/such/folder");
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("--source /no/such/folder is not a folder");
  }
}
