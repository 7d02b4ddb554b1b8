package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.engine.LogReader.Age;
import io.runtimeagent.ship.engine.LogReader.Look;
import io.runtimeagent.ship.engine.LogReader.OpenLog;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.mirror.Identification;
import io.runtimeagent.ship.mirror.Identification.Finding;
import io.runtimeagent.ship.mirror.Member;
import io.runtimeagent.ship.mirror.Mirror;
import io.runtimeagent.ship.mirror.Remote;
import io.runtimeagent.ship.mirror.Step;
import io.runtimeagent.ship.mirror.Step.Outcome;
import io.runtimeagent.ship.pace.Intervals;
import io.runtimeagent.ship.pace.Pace;
import io.runtimeagent.ship.store.ObjectKey;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;

/// Works on one log at a time: looks at its files, and takes steps until nothing is left to do now.
/// Answers when the log is due next.
final class LogWorker {
  private static final long IDLE_OPEN_NANOS = LogReader.LAST_WORDS.toNanos();
  private static final long UNLINKED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long HELD_SPREAD_MILLIS = 10_000;
  private static final int STEPS_IN_A_ROW = 8;

  private final EngineParts parts;
  private final LogReader reader;
  private final Mirror mirror;
  private final Intervals intervals;
  private final Verdicts verdicts;

  LogWorker(EngineParts parts) {
    this.parts = parts;
    this.reader = new LogReader(parts.folder(), parts.timing().nanoTime());
    this.mirror = new Mirror(parts.store(), parts.settings().maxWriteBytes());
    this.intervals = new Intervals(parts.settings().freshness(), parts.store().traits());
    this.verdicts = new Verdicts(parts);
  }

  /// What is left to do: when the log is due again, if it is.
  record Next(OptionalLong dueAt) {
    static Next at(long nanos) {
      return new Next(OptionalLong.of(nanos));
    }

    static Next idle() {
      return new Next(OptionalLong.empty());
    }
  }

  /// Looks at the log and stores what may be stored now. The caller has the log's flight.
  Next work(TrackedLog log) throws IOException {
    log.changedInFlight = false;
    if (log.unshipped == UnshippedReason.BAD_NAME) {
      log.drained = true;
      return Next.idle();
    }
    return switch (reader.look(log)) {
      case Look.Gone() -> gone(log);
      case Look.Unusable(var reason, String detail) -> verdicts.unusable(log, reason, detail);
      case Look.Files(List<OpenLog> files) -> files(log, files);
    };
  }

  /// When the log is due instead if it would have been due now had it not grown since, and nothing
  /// else happened; empty when there is work to do. The caller has the log's flight.
  OptionalLong putOff(TrackedLog log) {
    if (log.seenModified != TrackedLog.UNSEEN || log.changedInFlight || log.unshipped != null) {
      return OptionalLong.empty();
    }
    long due = dueAt(log);
    return due > parts.now() ? OptionalLong.of(due) : OptionalLong.empty();
  }

  void release(TrackedLog log) throws IOException {
    reader.release(log);
    parts.openFiles().holds(log, 0);
  }

  private Next gone(TrackedLog log) throws IOException {
    Identification.Result last = Identification.of(log.state, List.of());
    tell(log, last.findings());
    release(log);
    verdicts.resumed(log);
    parts.logs().forget(log);
    log.pendingSince = 0;
    log.pendingBytes = 0;
    log.expectedAt = 0;
    log.drained = true;
    return Next.idle();
  }

  private Next files(TrackedLog log, List<OpenLog> files) throws IOException {
    long now = parts.now();
    identify(log, files);
    notice(log, files, now);
    parts.openFiles().holds(log, files.size());
    if (log.pendingBytes == 0 && log.settled()) {
      return idle(log, now);
    }
    long due = expect(log);
    if (due > now) {
      return Next.at(due);
    }
    return steps(log, files, now);
  }

  /// Finds out what became of the files that were known.
  private void identify(TrackedLog log, List<OpenLog> files) throws IOException {
    Identification.Result now =
        Identification.of(
            log.state,
            files.stream()
                .map(f -> new Identification.Sighting(f.file(), f.attributes()))
                .toList());
    log.state = log.state.with(now.files());
    tell(log, now.findings());
  }

  /// Takes in what the look saw.
  private void notice(TrackedLog log, List<OpenLog> files, long now) {
    long size = 0;
    for (OpenLog open : files) {
      size += open.attributes().size();
    }
    LogAttributes newest = files.getLast().attributes();
    boolean first = log.seenSize < 0;
    if (size != log.seenSize || modified(log, newest)) {
      log.changedAt = first ? parts.changedAt(newest) : now;
    }
    log.seenSize = size;
    log.seenModified = newest.modifiedNanos();
    log.seenInode = newest.identity().inode();
    long pending = Math.max(0, size - log.storedBytes());
    log.pendingBytes = pending;
    if (pending == 0 && log.settled()) {
      log.pendingSince = 0;
    } else if (log.pendingSince == 0) {
      log.pendingSince = Math.max(1, log.changedAt);
    }
  }

  private static boolean modified(TrackedLog log, LogAttributes newest) {
    return log.seenModified != TrackedLog.UNSEEN && newest.modifiedNanos() != log.seenModified;
  }

  /// When a log of which bytes wait is due, which is when they are expected to be stored.
  long expect(TrackedLog log) {
    long due = dueAt(log);
    log.expectedAt = Math.max(due, log.pendingSince);
    return due;
  }

  private long dueAt(TrackedLog log) {
    return parts.draining() ? Long.MIN_VALUE : log.pace.dueAt(log.changedAt, intervals.shortest());
  }

  private Next steps(TrackedLog log, List<OpenLog> files, long began) throws IOException {
    List<Member> members = members(log, files, began);
    var key = new ObjectKey(parts.settings().keyPrefix() + log.path.value());
    for (int i = 0; i < STEPS_IN_A_ROW; i++) {
      long wait = admission(log);
      if (wait > 0) {
        return Next.at(wait);
      }
      long before = parts.now();
      Step step = take(key, log, members);
      switch (step.outcome()) {
        case Outcome.Looked() -> verdicts.answered(log);
        case Outcome.Idle(long pending) -> {
          verdicts.nothingSent();
          return nothingMore(log, pending);
        }
        case Outcome.Stored stored -> {
          verdicts.answered(log);
          if (!stored(log, stored, before)) {
            return afterWrite(log);
          }
        }
        case Outcome.Failure failure -> {
          return verdicts.failed(log, failure);
        }
      }
    }
    return Next.at(parts.now());
  }

  private Step take(ObjectKey key, TrackedLog log, List<Member> members) throws IOException {
    try {
      Step step = mirror.step(key, log.state, members);
      log.state = step.state();
      return step;
    } catch (IOException | RuntimeException e) {
      verdicts.nothingSent();
      throw e;
    }
  }

  /// 0 when a request may be sent now, else when to try again.
  private long admission(TrackedLog log) {
    long now = parts.now();
    long gate = parts.gate().admit(now);
    if (gate > 0) {
      return gate + spread();
    }
    if (!parts.draining() && log.state.remote() instanceof Remote.Present present) {
      boolean rewrites =
          parts.store().traits().rewriteCosts()
              && present.length() < parts.store().traits().appendsFromBytes()
              && log.pendingBytes > 0;
      long wait = rewrites ? parts.rewrites().take(present.length(), now) : 0;
      if (wait > 0) {
        verdicts.nothingSent();
        return now + wait;
      }
    }
    return 0;
  }

  /// While the store is held, thousands of logs that wait do not all look again at the same moment.
  private long spread() {
    long most = Math.min(HELD_SPREAD_MILLIS, parts.logs().size());
    return parts.draining() ? 0 : 1_000_000 * parts.timing().random().nextLong(most + 1);
  }

  /// In a drain the sizes are taken once: what is written later is not waited for.
  private List<Member> members(TrackedLog log, List<OpenLog> files, long now) {
    boolean draining = parts.draining();
    if (draining && log.drainEnds.isEmpty()) {
      var ends = new HashMap<Long, Long>();
      files.forEach(f -> ends.put(f.attributes().identity().inode(), f.attributes().size()));
      log.drainEnds = ends;
    }
    boolean quiet = now - log.changedAt >= Pace.QUIET.toNanos();
    var members = new ArrayList<Member>();
    for (OpenLog open : files) {
      long size = open.attributes().size();
      long end = log.drainEnds.getOrDefault(open.attributes().identity().inode(), size);
      boolean tail = draining || quiet || open.age() == Age.FINISHED;
      members.add(
          new Member(
              open.file(),
              open.attributes(),
              draining ? Math.min(end, size) : size,
              tail ? Member.Tail.STORE : Member.Tail.HOLD));
    }
    return members;
  }

  /// Accounts for a write; answers whether there is more to be written at once.
  private boolean stored(TrackedLog log, Outcome.Stored stored, long before) {
    long now = parts.now();
    if (stored.kind() == Step.Kind.CREATED) {
      parts.tell(new ShipEvent.ObjectCreated(log.path));
    }
    Duration freshness = Duration.ofNanos(Math.max(0, now - log.pendingSince));
    parts.tell(new ShipEvent.BytesStored(log.path, stored.bytes(), stored.sentBytes(), freshness));
    long length = log.state.remote() instanceof Remote.Present present ? present.length() : 0;
    Duration age = Duration.ofNanos(now - log.bornAt);
    var write = new Intervals.Write(age, Duration.ofNanos(now - before), length);
    log.pace = log.pace.wrote(now, intervals.after(log.path, write));
    log.pendingBytes = Math.max(0, log.seenSize - log.storedBytes());
    log.pendingSince = log.pendingBytes == 0 ? 0 : before;
    parts.progress().made(now, stored.bytes());
    return log.pendingBytes > 0
        && (parts.draining() || stored.bytes() >= parts.settings().maxWriteBytes() / 2);
  }

  private Next afterWrite(TrackedLog log) {
    if (log.pendingBytes == 0) {
      return idle(log, parts.now());
    }
    return Next.at(Math.max(expect(log), parts.now()));
  }

  /// All complete lines are stored; an unterminated one waits until the log is quiet.
  private Next nothingMore(TrackedLog log, long pending) throws IOException {
    if (parts.draining()) {
      log.drained = !log.changedInFlight;
      return Next.idle();
    }
    log.pendingBytes = pending;
    if (pending == 0) {
      return idle(log, parts.now());
    }
    log.expectedAt = log.changedAt + Pace.QUIET.toNanos();
    return Next.at(Math.max(log.expectedAt, parts.now() + 1_000_000));
  }

  /// An unchanged log costs nothing: its files are closed once it has been quiet for a while.
  private Next idle(TrackedLog log, long now) {
    log.pendingSince = 0;
    log.pendingBytes = 0;
    log.expectedAt = 0;
    log.attempts = 0;
    log.drained = parts.draining() && !log.changedInFlight;
    verdicts.resumed(log);
    if (log.unlinked) {
      return Next.at(now + UNLINKED_NANOS);
    }
    if (now - log.changedAt < IDLE_OPEN_NANOS && !log.held.isEmpty()) {
      return Next.at(parts.polls(log, now).orElse(log.changedAt + IDLE_OPEN_NANOS));
    }
    return closed(log, now);
  }

  private Next closed(TrackedLog log, long now) {
    try {
      release(log);
    } catch (IOException e) {
      parts.tell(new ShipEvent.AttemptFailed(log.path, "close", String.valueOf(e.getMessage())));
    }
    return new Next(parts.polls(log, now));
  }

  private void tell(TrackedLog log, List<Finding> findings) {
    for (Finding finding : findings) {
      switch (finding) {
        case Finding.Segment(var cause) -> parts.tell(new ShipEvent.SegmentBegan(log.path, cause));
        case Finding.Lost(long bytes, var reason) ->
            parts.tell(new ShipEvent.BytesLost(log.path, bytes, reason));
      }
    }
  }
}
