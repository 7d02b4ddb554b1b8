package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogFile;
import io.runtimeagent.ship.log.LogFolder;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.log.Opening;
import io.runtimeagent.ship.mirror.FileState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Looks at a log's files as they are now, and keeps them open while they may be needed.
final class LogReader {
  /// A writer may still have a file open that was deleted; it is given so long after its last word.
  static final Duration LAST_WORDS = Duration.ofSeconds(10);

  private final LogFolder folder;
  private final LongSupplier nanoTime;

  LogReader(LogFolder folder, LongSupplier nanoTime) {
    this.folder = folder;
    this.nanoTime = nanoTime;
  }

  /// What a look found.
  sealed interface Look {
    /// The log's files, the oldest first; all are held by the log.
    record Files(List<OpenLog> files) implements Look {}

    record Gone() implements Look {}

    record Unusable(UnshippedReason reason, String detail) implements Look {}
  }

  /// An open file of a log with its attributes of this moment. `newest`: the one that is being
  /// written.
  record OpenLog(LogFile file, LogAttributes attributes, Age age) {}

  /// Whether a file of a log is still written to.
  enum Age {
    FINISHED,
    NEWEST
  }

  Look look(TrackedLog log) throws IOException {
    var looking = new Looking(log);
    for (int n : log.rotations().descendingSet()) {
      looking.at(new LogPath(log.path.value() + "." + n), Age.FINISHED);
    }
    looking.at(log.path, Age.NEWEST);
    return looking.result();
  }

  void release(TrackedLog log) throws IOException {
    for (LogFile file : log.held) {
      file.close();
    }
    log.held = List.of();
  }

  private final class Looking {
    private final TrackedLog log;
    private final List<LogFile> pool;
    private final List<OpenLog> found = new ArrayList<>();
    private Optional<Look.Unusable> unusable = Optional.empty();

    Looking(TrackedLog log) {
      this.log = log;
      this.pool = new ArrayList<>(log.held);
    }

    void at(LogPath path, Age age) throws IOException {
      Optional<LogAttributes> attributes = folder.look(path);
      Optional<LogFile> held = attributes.flatMap(this::held);
      if (held.isPresent()) {
        add(held.get(), attributes.get(), age);
        return;
      }
      switch (folder.open(path)) {
        case Opening.Opened(LogFile file) -> add(file, file.opened(), age);
        case Opening.Gone() -> forget(path);
        case Opening.NotRegular() -> forget(path);
        case Opening.Linked(String detail) ->
            unusable = Optional.of(new Look.Unusable(UnshippedReason.SYMLINK, detail));
        case Opening.Unreadable(String reason) ->
            unusable = Optional.of(new Look.Unusable(UnshippedReason.UNREADABLE, reason));
      }
    }

    Look result() throws IOException {
      keepUnlinked();
      log.held = found.stream().map(OpenLog::file).toList();
      if (!found.isEmpty()) {
        return new Look.Files(List.copyOf(found));
      }
      return unusable.isPresent() ? unusable.get() : new Look.Gone();
    }

    private Optional<LogFile> held(LogAttributes attributes) {
      Optional<LogFile> held =
          pool.stream().filter(f -> attributes.identity().maySucceed(f.identity())).findFirst();
      held.ifPresent(pool::remove);
      return held;
    }

    /// The size is the open file's, which is right on a network file system, too.
    private void add(LogFile file, LogAttributes attributes, Age age) throws IOException {
      found.add(new OpenLog(file, sized(attributes, file.size()), age));
    }

    private void forget(LogPath path) {
      if (!path.equals(log.path)) {
        int n = Integer.parseInt(path.name().substring(path.name().lastIndexOf('.') + 1));
        log.rotations().remove(n);
      }
    }

    /// Deleted or replaced files that may still have to be stored come before those that came after
    /// them.
    private void keepUnlinked() throws IOException {
      boolean lately = nanoTime.getAsLong() - log.changedAt < LAST_WORDS.toNanos();
      log.unlinked = false;
      for (LogFile file : pool) {
        long size = file.size();
        if (size > stored(file) || (lately && size > 0)) {
          log.unlinked = true;
          found.add(turn(file), new OpenLog(file, sized(file.opened(), size), Age.FINISHED));
        } else {
          file.close();
        }
      }
    }

    private int turn(LogFile file) {
      int turn = log.held.indexOf(file);
      int at = 0;
      while (at < found.size() && isBefore(found.get(at).file(), turn)) {
        at++;
      }
      return at;
    }

    private boolean isBefore(LogFile other, int turn) {
      int others = log.held.indexOf(other);
      return others >= 0 && others < turn;
    }

    private long stored(LogFile file) {
      return log.state.files().stream()
          .filter(s -> file.identity().maySucceed(s.identity()))
          .mapToLong(FileState::storedBytes)
          .max()
          .orElse(0);
    }
  }

  private static LogAttributes sized(LogAttributes attributes, long size) {
    return new LogAttributes(
        attributes.identity(), size, attributes.modifiedNanos(), attributes.createdNanos());
  }
}
