package io.runtimeagent.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {
  private final Path processes;
  private final Termination termination = new Termination();
  private int pauses;

  EndingTest(@TempDir Path processes) {
    this.processes = processes;
  }

  @Test
  void signal_doesNotBeginTheDrain_whileAirflowLives() throws Exception {
    SupervisedProcess airflow = process(7, "S", "100");
    termination.request();
    ending(
            Optional.of(airflow),
            List.of(),
            () -> {
              if (pauses == 5) {
                assertThat(processes.resolve("7/stat").toFile().delete()).isTrue();
              }
            })
        .await();
    assertThat(pauses).isEqualTo(5);
  }

  @Test
  void endOfAirflow_beginsTheDrainWithoutASignal() throws Exception {
    SupervisedProcess airflow = process(7, "S", "100");
    ending(Optional.of(airflow), List.of(), () -> process(7, "Z", "100")).await();
    assertThat(pauses).isEqualTo(1);
  }

  @Test
  void numberGivenToAnotherProcess_isTheEndOfAirflow() throws Exception {
    SupervisedProcess airflow = process(7, "S", "100");
    ending(Optional.of(airflow), List.of(), () -> process(7, "R", "101")).await();
    assertThat(pauses).isEqualTo(1);
  }

  @Test
  void airflowThatIsGoneAtStart_isDrainedAtOnce() throws Exception {
    ending(Optional.of(SupervisedProcess.in(processes, 7)), List.of(), () -> {}).await();
    assertThat(pauses).isZero();
  }

  @Test
  void programNamesWithParentheses_areNoObstacle() throws Exception {
    assertThat(process(7, "S", "100").isAlive()).isTrue();
    assertThat(process(8, "Z", "100").isAlive()).isFalse();
  }

  @Test
  void withoutAirflow_drainWaitsUntilNoLogGrows() throws Exception {
    termination.request();
    termination.request();
    ending(Optional.empty(), List.of(true, true, true, false), () -> {}).await();
    assertThat(pauses).isEqualTo(3);
  }

  private Ending ending(
      Optional<SupervisedProcess> airflow, List<Boolean> growth, Runnable during) {
    Queue<Boolean> answers = new ArrayDeque<>(growth);
    return new Ending(
        termination,
        airflow,
        within -> within.equals(Duration.ofSeconds(2)) && answers.remove(),
        _ -> {
          pauses++;
          during.run();
        });
  }

  private SupervisedProcess process(long pid, String state, String began) {
    try {
      Path folder = Files.createDirectories(processes.resolve(Long.toString(pid)));
      String middle = " 1".repeat(18);
      Files.writeString(
          folder.resolve("stat"), pid + " (a) (b) " + state + middle + " " + began + " 0 0\n");
    } catch (IOException e) {
      throw new UncheckedIOException("The pretended process cannot be written", e);
    }
    return SupervisedProcess.in(processes, pid);
  }
}
