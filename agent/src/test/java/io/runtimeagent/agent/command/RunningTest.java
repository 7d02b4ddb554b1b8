package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.ShellFixture.Outcome;
import io.runtimeagent.agent.run.Termination;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The agent in this process; `ITRun` runs it as one of its own.
class RunningTest {
  private static final String LOG = "dag_id=a/run_id=1/task_id=t/attempt=1.log";
  private static final Duration LONG = Duration.ofSeconds(60);

  private final ShellFixture shell;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Termination termination = new Termination();

  RunningTest(@TempDir Path folder) throws IOException {
    shell = new ShellFixture(folder);
  }

  @Test
  void run_shipsWhatGrows_tellsItsStatus_andDrainsAtTheEnd() throws Exception {
    shell.log(LOG, "one\n");
    CompletableFuture<ExitCode> exit = start();
    awaitObject("one\n");
    Outcome status = statusOnceTold();
    assertThat(status.exit()).isEqualTo(ExitCode.DONE);
    assertThat(status.out()).contains("1 log known").contains("shipping");
    assertThat(shell.run("status", "--json").out()).contains("\"phase\" : \"running\"");
    // Writing it anew would be a truncation, should the agent look in between.
    Files.writeString(shell.logs().resolve(LOG), "no end", StandardOpenOption.APPEND);
    termination.request();
    assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(shell.store().resolve(LOG))).isEqualTo("one\nno end");
    Outcome after = shell.run("status");
    assertThat(after.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(after.err()).contains("the agent has ended");
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).allMatch(line -> line.matches("\\{\"timestamp\":.*}"));
  }

  @Test
  void run_withoutDestination_saysSoAndStays() throws Exception {
    shell.setKey("destination", "");
    CompletableFuture<ExitCode> exit = start();
    Outcome status = statusOnceTold();
    assertThat(status.out()).contains("off: ");
    assertThat(exit).isNotDone();
    termination.request();
    assertThat(exit.get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.DONE);
    assertThat(err.toString()).contains("Shipping is off");
  }

  @Test
  void run_disabled_endsAtOnce() throws Exception {
    shell.setKey("enabled", "false");
    assertThat(start().get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.DONE);
    assertThat(err.toString()).contains("enabled is false");
  }

  @Test
  void run_withFaults_tellsAllOfThemInItsLog() throws Exception {
    shell.setKey("freshness", "soon").setKey("http_port", "x");
    assertThat(start().get(60, TimeUnit.SECONDS)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().lines()).hasSize(2).allMatch(line -> line.contains("\"ERROR\""));
  }

  @Test
  void status_withoutAgent_saysSo() throws Exception {
    Outcome outcome = shell.run("status");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.err()).contains("no agent has told its status");
  }

  private CompletableFuture<ExitCode> start() {
    var exit = new CompletableFuture<ExitCode>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                exit.complete(new Running(shell.shell(out, err), termination).run());
              } catch (InterruptedException | RuntimeException e) {
                exit.completeExceptionally(e);
              }
            });
    return exit;
  }

  private void awaitObject(String content) {
    Path object = shell.store().resolve(LOG);
    Await.until(
        LONG,
        "the object",
        () -> {
          try {
            return Files.exists(object) && Files.readString(object).equals(content);
          } catch (IOException e) {
            return false;
          }
        });
  }

  private Outcome statusOnceTold() throws InterruptedException {
    Path file = shell.home().resolve(".runtime-agent/status.json");
    Await.until(
        LONG,
        "a status that knows the log",
        () -> {
          try {
            return Files.exists(file)
                && Files.readString(file)
                    .matches("(?s).*(_logs\" : 1,|shipping\" : \\{\\s*\"state\" : \"off).*");
          } catch (IOException e) {
            return false;
          }
        });
    return shell.run("status");
  }
}
