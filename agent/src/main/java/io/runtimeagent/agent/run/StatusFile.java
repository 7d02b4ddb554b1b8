package io.runtimeagent.agent.run;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Keeps `status.json` in the state directory up to date, for the `status` command.
final class StatusFile implements AutoCloseable {
  static final String NAME = "status.json";

  private static final System.Logger logger = System.getLogger(StatusFile.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(3);

  private final Path folder;
  private final Supplier<String> document;
  private final CountDownLatch closing = new CountDownLatch(1);

  StatusFile(Path folder, Supplier<String> document) {
    this.folder = folder;
    this.document = document;
  }

  void start() {
    Thread.ofVirtual().name("status-file").start(this::keepWriting);
  }

  /// Writes it now. A state directory that cannot be written to keeps nothing else from working.
  void write() {
    try {
      AtomicFile.write(folder, NAME, document.get());
    } catch (IOException e) {
      logger.log(Level.WARNING, "The status cannot be written: {0}", e.toString());
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }

  private void keepWriting() {
    try {
      do {
        write();
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
