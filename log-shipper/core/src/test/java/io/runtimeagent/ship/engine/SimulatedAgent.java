package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.checkpoint.LogCheckpoint;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.mirror.MirrorState;
import io.runtimeagent.ship.pace.Freshness;
import io.runtimeagent.ship.pace.Timing;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The engine's worker on one log, without threads: each call is one flight.
final class SimulatedAgent {
  static final String PREFIX = "logs/";

  private final LogPath path;
  private final ObjectStore store;
  private final EngineParts parts;
  private final LogWorker worker;
  private TrackedLog log;
  final List<ShipEvent> events = new ArrayList<>();

  SimulatedAgent(Path folder, LogPath path, ObjectStore store, Timing timing) {
    this.path = path;
    this.store = store;
    this.parts =
        EngineParts.of(
            new LogFolder(folder),
            store,
            new EngineSettings(PREFIX, Freshness.BALANCED, 4_000, 4, 100, Optional.empty()),
            new EngineParts.Surroundings(timing, events::add));
    this.worker = new LogWorker(parts);
    this.log = fresh(MirrorState.unknown());
  }

  private TrackedLog fresh(MirrorState state) {
    return new TrackedLog(path, state, parts.now());
  }

  /// One flight; when the log is due next, if it is.
  LogWorker.Next work() throws IOException {
    OptionalLong later = worker.putOff(log);
    return later.isPresent() ? new LogWorker.Next(later) : worker.work(log);
  }

  /// What a notification that the log was written brings about; whether growth was all there was.
  boolean written() throws IOException {
    boolean grew = log.grew(parts.now());
    if (grew) {
      long unused = worker.expect(log);
    }
    return grew;
  }

  /// Works until everything is stored, unterminated lines, too, as a drain does.
  void settle(FakeTime time) throws IOException {
    for (int i = 0; i < 500; i++) {
      time.pass(java.time.Duration.ofSeconds(31));
      log.drained = false;
      work();
      if (log.drained || log.complete()) {
        return;
      }
    }
    throw new AssertionError("Not settled: " + log.state + ", " + log.lastTrouble);
  }

  void rotated(int n) {
    log.rotated(n);
  }

  Optional<LogCheckpoint> checkpoint() {
    return Standing.keep(log.state);
  }

  /// Ends without a word, as with kill -9; the next one begins with what was kept.
  void crash(Optional<LogCheckpoint> checkpoint) throws IOException {
    var rotations = List.copyOf(log.rotations());
    worker.release(log);
    log = fresh(checkpoint.map(Standing::restore).orElseGet(MirrorState::unknown));
    rotations.forEach(log::rotated);
  }

  MirrorState state() {
    return log.state;
  }

  ObjectStore store() {
    return store;
  }
}
