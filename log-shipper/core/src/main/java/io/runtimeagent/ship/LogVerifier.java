package io.runtimeagent.ship;

import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.log.Opening;
import io.runtimeagent.ship.mirror.Verification;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// Reads objects back and proves that they hold their logs. Changes nothing.
public final class LogVerifier {
  private static final Duration GROWING = Duration.ofMinutes(1);
  private static final int AT_ONCE = 8;

  private final ShipperConfig config;
  private final ObjectStore store;
  private final InstantSource clock;

  public LogVerifier(ShipperConfig config, ObjectStore store, InstantSource clock) {
    this.config = config;
    this.store = store;
    this.clock = clock;
  }

  /// What was found of one log.
  public sealed interface Verdict {
    record Equal() implements Verdict {}

    /// There is no object.
    record Missing() implements Verdict {}

    record Different(String how) implements Verdict {}

    /// The log grew in the last minute, and so many bytes of it are still to come: no fault.
    record Behind(long bytes) implements Verdict {}

    /// It could not be found out.
    record Unverified(String why) implements Verdict {}
  }

  /// Verifies every log of the folder; `sink` may be called by several threads. Fails when the
  /// folder cannot be read.
  public void verify(BiConsumer<LogPath, Verdict> sink) throws IOException, InterruptedException {
    var permits = new Semaphore(AT_ONCE);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var log : LogListing.of(config, sink).entrySet()) {
        permits.acquire();
        threads.execute(
            () -> {
              try {
                sink.accept(log.getKey(), verify(log.getKey(), log.getValue()));
              } finally {
                permits.release();
              }
            });
      }
    }
  }

  /// Verifies one log; `rotations` are the numbers of its rotated files.
  Verdict verify(LogPath log, Iterable<Integer> rotations) {
    var folder = new LogFolder(config.logFolder());
    try {
      for (int n : rotations) {
        LogPath path = n == 0 ? log : new LogPath(log.value() + "." + n);
        Verdict verdict = verify(log, folder.open(path));
        if (!(verdict instanceof Verdict.Equal)) {
          return verdict;
        }
      }
      return new Verdict.Equal();
    } catch (IOException e) {
      return new Verdict.Unverified(String.valueOf(e.getMessage()));
    }
  }

  private Verdict verify(LogPath log, Opening opening) throws IOException {
    return switch (opening) {
      case Opening.Gone() -> new Verdict.Equal();
      case Opening.NotRegular() -> new Verdict.Equal();
      case Opening.Linked(String detail) -> new Verdict.Unverified(detail);
      case Opening.Unreadable(String reason) -> new Verdict.Unverified(reason);
      case Opening.Opened(LogFile file) -> {
        try (file) {
          yield verify(new ObjectKey(config.keyPrefix() + log.value()), file);
        }
      }
    };
  }

  private Verdict verify(ObjectKey key, LogFile file) throws IOException {
    long size = file.size();
    if (size == 0) {
      return new Verdict.Equal();
    }
    return switch (store.inspect(key)) {
      case Inspection.Absent() -> growing(file) ? new Verdict.Behind(size) : new Verdict.Missing();
      case Inspection.PerhapsAbsent(String reason) -> new Verdict.Unverified(reason);
      case Inspection.Failed(var failure) -> new Verdict.Unverified(failure.reason());
      case Inspection.Present(StoredObject object) -> {
        Verification.Proof proof =
            Verification.of(store, key, object, new Verification.Subject(file, size));
        yield verdict(file, size, proof);
      }
    };
  }

  private Verdict verdict(LogFile file, long size, Verification.Proof proof) {
    Optional<String> fault = proof.fault();
    if (fault.isPresent()) {
      return new Verdict.Different(fault.get());
    }
    long missing = size - proof.heldBytes();
    if (missing == 0) {
      return new Verdict.Equal();
    }
    return growing(file)
        ? new Verdict.Behind(missing)
        : new Verdict.Different(missing + " bytes of the log are not in it");
  }

  private boolean growing(LogFile file) {
    long modified = TimeUnit.NANOSECONDS.toMillis(file.opened().modifiedNanos());
    return clock.millis() - modified < GROWING.toMillis();
  }
}
