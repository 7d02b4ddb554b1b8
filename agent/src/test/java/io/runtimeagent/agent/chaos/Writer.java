package io.runtimeagent.agent.chaos;

import io.runtimeagent.ship.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Writes one log as a task does, and keeps a ledger of its own. A byte is in the ledger before it
/// is on disk.
final class Writer {
  private final String log;
  private final Path file;
  private final RandomGenerator random;
  private final ByteArrayOutputStream ledger = new ByteArrayOutputStream();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean stop;

  Writer(Path folder, String log, RandomGenerator random) {
    this.log = log;
    this.file = folder.resolve(log);
    this.random = random;
  }

  String log() {
    return log;
  }

  Thread start() throws IOException {
    Files.createDirectories(file.getParent());
    return Thread.ofVirtual().name("writer-" + log).start(this::run);
  }

  void stop() {
    stop = true;
  }

  byte[] ledger() {
    lock.lock();
    try {
      return ledger.toByteArray();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (int line = 0; !stop; line++) {
      String text = "%s line %d %s".formatted(log, line, "é".repeat(random.nextInt(200)));
      write(text);
      boolean unused = Await.within(Duration.ofMillis(random.nextInt(60)), () -> stop);
      write("\n".repeat(1 + random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      write("no end");
    }
  }

  private void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      ledger.writeBytes(bytes);
    } finally {
      lock.unlock();
    }
    try {
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
