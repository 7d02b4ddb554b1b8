package io.runtimeagent.agent.run;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/// Waits for the moment to drain.
///
/// Beside a process of Airflow that is when it has ended, whatever signals came: Celery may go on
/// for ten minutes after SIGTERM, and its logs with it. Without one it is when, after the signal,
/// no log has grown for two seconds.
final class Ending {
  private static final System.Logger logger = System.getLogger(Ending.class.getName());
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Termination termination;
  private final Optional<SupervisedProcess> airflow;
  private final Predicate<Duration> grewWithin;
  private final Pause pause;

  Ending(
      Termination termination,
      Optional<SupervisedProcess> airflow,
      Predicate<Duration> grewWithin,
      Pause pause) {
    this.termination = termination;
    this.airflow = airflow;
    this.grewWithin = grewWithin;
    this.pause = pause;
  }

  /// Returns when it is time to drain.
  void await() throws InterruptedException {
    if (airflow.isPresent()) {
      awaitEndOf(airflow.get());
    } else {
      awaitSignalAndQuiet();
    }
  }

  private void awaitEndOf(SupervisedProcess process) throws InterruptedException {
    boolean told = false;
    while (process.isAlive()) {
      if (!told && termination.isRequested()) {
        told = true;
        logger.log(Level.INFO, "Told to end while Airflow runs: shipping until it has ended.");
      }
      pause.of(LOOK);
    }
    logger.log(Level.INFO, "Airflow has ended: storing what is left.");
  }

  private void awaitSignalAndQuiet() throws InterruptedException {
    termination.await();
    logger.log(Level.INFO, "Told to end: shipping until no log has grown for two seconds.");
    while (grewWithin.test(QUIET)) {
      pause.of(LOOK);
    }
  }

  /// How a loop waits; tests do not.
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }
}
