package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ProcessSecretCommandTest {
  private final SecretCommand command = new ProcessSecretCommand(Duration.ofSeconds(20));
  private final Path folder;

  ProcessSecretCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String given(String line) {
    return command.run(line, "K_CMD") instanceof Reading.Given(String text, _) ? text : "failed";
  }

  private String failed(String line) {
    return command.run(line, "K_CMD") instanceof Reading.Failed(_, String accepted) ? accepted : "";
  }

  @ParameterizedTest
  @CsvSource({
    "echo value, value",
    "printf '%s\\n' value, value",
    "'echo \"two words\"', two words",
    "'echo -e a\\\\nb', 'a\nb'",
    "true, ''",
    "echo $HOME | cat > x, $HOME | cat > x"
  })
  void output_isTheValueWithoutItsLastLineEnd(String line, String value) {
    assertThat(given(line)).isEqualTo(value);
  }

  @Test
  void source_isTheSetting() {
    assertThat(command.run("echo x", "K_CMD")).isEqualTo(new Reading.Given("x", "K_CMD"));
  }

  @Test
  void exitCode_isReportedWithWhatWasSaid() {
    assertThat(failed("cat /no/such/file")).contains("exit code 1", "/no/such/file", "cat");
  }

  @Test
  void output_isNotRepeatedInTheComplaint() throws IOException {
    assertThat(failed(script("echo hunter2; echo wrong hunter2 >&2; exit 3")))
        .contains("exit code 3", "wrong")
        .doesNotContain("hunter2");
  }

  @Test
  void arguments_areNotRepeatedInTheComplaint() throws IOException {
    assertThat(failed(script("echo denied $1 >&2; exit 4") + " tok-hunter2"))
        .contains("exit code 4", "denied")
        .doesNotContain("hunter2");
  }

  @Test
  void keysAndUserInfo_areNotRepeatedInTheComplaint() throws IOException {
    String said = "no https://me:hunter2@vault/x for QUJDREVGR0hJSktMTU5PUFFSU1RVVg9=";
    assertThat(failed(script("echo " + said + " >&2; exit 5")))
        .contains("exit code 5", "@vault", " for ")
        .doesNotContain("hunter2", "QUJDREVG");
  }

  private String script(String text) throws IOException {
    return "sh " + Files.writeString(folder.resolve("script.sh"), text);
  }

  @Test
  void missingProgram_isNamed() {
    assertThat(failed("no-such-program-here x")).contains("no-such-program-here");
  }

  @Test
  void emptyAndUnfinishedLines_areRefused() {
    assertThat(failed("")).isNotEmpty();
    assertThat(failed("echo 'x")).isNotEmpty();
  }

  @Test
  void commandThatHangs_isGivenUp() {
    SecretCommand hasty = new ProcessSecretCommand(Duration.ofMillis(200));
    assertThat(hasty.run("sleep 600", "K_CMD")).isInstanceOf(Reading.Failed.class);
  }

  /// Whether the child's pipe is still waited for is the operating system's choice; for how long is
  /// ours.
  @Test
  void childThatKeepsThePipeOpen_holdsNobodyUp() {
    SecretCommand hasty = new ProcessSecretCommand(Duration.ofMillis(500));
    assertThat(hasty.run("sh -c 'sleep 5 & echo x'", "K_CMD"))
        .isNotInstanceOf(Reading.Absent.class);
  }

  @Test
  void commandThatReads_findsItsInputAtAnEnd() {
    assertThat(given("cat")).isEmpty();
  }

  @Test
  void endlessOutput_isGivenUp() {
    SecretCommand hasty = new ProcessSecretCommand(Duration.ofSeconds(2));
    assertThat(hasty.run("yes", "K_CMD")).isInstanceOf(Reading.Failed.class);
  }
}
