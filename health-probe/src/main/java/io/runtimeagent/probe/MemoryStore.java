package io.runtimeagent.probe;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.state.StateFile;
import io.runtimeagent.probe.state.StateFile.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Keeps the memory in the state directory: when something happened, and else once a minute. A disk
/// that fails does not end the judgement, and is tried again a minute later.
final class MemoryStore {
  private static final Duration REGULARLY = Duration.ofMinutes(1);
  private static final int VERSION = 1;

  private final StateFile file;
  private final ProbeListener listener;
  private @Nullable Memory stored;
  private long tried;

  MemoryStore(Path stateDir, ProbeListener listener) {
    this.file = new StateFile(stateDir, "heartbeat.json", VERSION);
    this.listener = listener;
  }

  Memory open() {
    return switch (file.read()) {
      case Stored.Found(var state) -> MemoryJson.read(state);
      case Stored.Absent() -> Memory.NONE;
      case Stored.SetAside(String words) -> {
        listener.heard(new ProbeEvent.StateDiscarded(words));
        yield Memory.NONE;
      }
    };
  }

  void keep(Memory memory, long nanos) {
    boolean due = stored == null || nanos - tried >= REGULARLY.toNanos();
    if (due || news(stored, memory)) {
      keepNow(memory, nanos);
    }
  }

  void keepNow(Memory memory, long nanos) {
    tried = nanos;
    stored = memory;
    try {
      file.write(MemoryJson.write(memory));
    } catch (IOException e) {
      listener.heard(new ProbeEvent.StateNotStored("The heartbeat's state cannot be stored: " + e));
    }
  }

  /// Whether more than the time has changed.
  private static boolean news(@Nullable Memory before, Memory now) {
    return before == null || !timeless(before).equals(timeless(now));
  }

  private static Memory timeless(Memory memory) {
    HeartbeatState state = memory.state();
    return state == null
        ? memory
        : new Memory(
            memory.dag(),
            new HeartbeatState(
                Instant.EPOCH,
                state.last(),
                state.floor(),
                state.startupFloor(),
                Instant.EPOCH,
                state.paused(),
                state.schedule(),
                state.alert(),
                state.observerOpenedAt()));
  }
}
