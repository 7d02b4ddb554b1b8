package io.runtimeagent.agent.run;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets the entry point know that the agent is alive, by a byte now and then: one that falls silent
/// is replaced. By a virtual thread, as all work here is done by such.
final class Pulse implements AutoCloseable {
  private static final System.Logger logger = System.getLogger(Pulse.class.getName());

  private final Path pipe;
  private final Duration every;
  private final CountDownLatch closing = new CountDownLatch(1);

  Pulse(Path pipe, Duration every) {
    this.pipe = pipe;
    this.every = every;
  }

  void start() {
    Thread.ofVirtual().name("pulse").start(this::beat);
  }

  private void beat() {
    try (OutputStream out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
      do {
        out.write('.');
      } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      logger.log(Level.WARNING, "The entry point does not hear of this agent: {0}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
