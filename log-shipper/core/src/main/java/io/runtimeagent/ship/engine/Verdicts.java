package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.engine.LogWorker.Next;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.HoldCause;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.mirror.Step.Outcome;
import io.runtimeagent.ship.pace.Backoff;
import java.time.Duration;

/// What follows from an answer of the store, or from none: for the log, for all logs, and for when
/// to try again. The only place where anything is retried.
final class Verdicts {
  private static final Backoff RACE = backoff(Duration.ofMillis(20), Duration.ofSeconds(5));
  private static final Backoff STORE = backoff(Duration.ofMillis(500), Duration.ofSeconds(20));
  private static final Backoff LOG = backoff(Duration.ofSeconds(2), Duration.ofSeconds(60));
  private static final Backoff REJECTION = backoff(Duration.ofSeconds(30), Duration.ofMinutes(10));

  private final EngineParts parts;

  Verdicts(EngineParts parts) {
    this.parts = parts;
  }

  private static Backoff backoff(Duration base, Duration cap) {
    return new Backoff(base, cap);
  }

  /// The store did what it was asked.
  void answered(TrackedLog log) {
    log.attempts = 0;
    log.lastTrouble = "";
    parts.limit().worked();
    released();
    if (log.unshipped != UnshippedReason.AHEAD) {
      resumed(log);
    }
  }

  /// An admitted step needed no request.
  void nothingSent() {
    parts.gate().undecided();
  }

  /// Decides when a log whose attempt failed is due again.
  Next failed(TrackedLog log, Outcome.Failure failure) {
    log.attempts++;
    log.lastTrouble = failure.reason();
    Duration delay = delay(log, failure);
    if (!(failure instanceof Outcome.Conflict || failure instanceof Outcome.SourceChanged)) {
      parts.progress().failed(log.path, failure.reason());
    }
    parts.tell(new ShipEvent.AttemptFailed(log.path, name(failure), failure.reason()));
    return Next.at(parts.now() + delay.toNanos());
  }

  private Duration delay(TrackedLog log, Outcome.Failure failure) {
    return switch (failure) {
      case Outcome.SourceChanged _ -> {
        nothingSent();
        yield RACE.delay(log.attempts, parts.timing().random());
      }
      case Outcome.Conflict _ -> {
        released();
        yield log.attempts == 1 ? Duration.ZERO : RACE.delay(log.attempts, parts.timing().random());
      }
      case Outcome.Throttled(Duration retryAfter, _) -> {
        parts.limit().throttled();
        released();
        yield longest(retryAfter, delay(STORE, log));
      }
      case Outcome.Unavailable(String reason) -> {
        held(HoldCause.UNAVAILABLE, reason);
        yield delay(STORE, log);
      }
      case Outcome.Refused(String reason) -> {
        held(HoldCause.REFUSED, reason);
        yield delay(STORE, log);
      }
      case Outcome.Rejected(String reason) -> {
        released();
        unshipped(log, UnshippedReason.REJECTED, reason);
        log.drained = true;
        yield delay(REJECTION, log);
      }
    };
  }

  /// A log that cannot be read for now; told once.
  Next unusable(TrackedLog log, UnshippedReason reason, String detail) {
    log.attempts++;
    log.lastTrouble = detail;
    unshipped(log, reason, detail);
    log.drained = true;
    return Next.at(parts.now() + delay(LOG, log).toNanos());
  }

  /// The log is all right again, or gone.
  void resumed(TrackedLog log) {
    if (log.unshipped != null) {
      log.unshipped = null;
      parts.tell(new ShipEvent.LogResumed(log.path));
    }
  }

  private void unshipped(TrackedLog log, UnshippedReason reason, String detail) {
    if (log.unshipped != reason) {
      log.unshipped = reason;
      parts.tell(new ShipEvent.LogUnshipped(log.path, reason, detail));
    }
  }

  private void released() {
    parts
        .gate()
        .worked(parts.now())
        .ifPresent(held -> parts.tell(new ShipEvent.StoreReleased(held)));
  }

  private void held(HoldCause cause, String reason) {
    parts
        .gate()
        .failed(cause, reason, parts.now())
        .ifPresent(hold -> parts.tell(new ShipEvent.StoreHeld(hold.cause(), hold.reason())));
  }

  private Duration delay(Backoff backoff, TrackedLog log) {
    Duration delay = backoff.delay(log.attempts, parts.timing().random());
    return parts.draining() && delay.compareTo(Duration.ofSeconds(1)) > 0
        ? Duration.ofSeconds(1)
        : delay;
  }

  private static Duration longest(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static String name(Outcome.Failure failure) {
    return switch (failure) {
      case Outcome.SourceChanged _ -> "source_changed";
      case Outcome.Conflict _ -> "conflict";
      case Outcome.Throttled _ -> "throttled";
      case Outcome.Unavailable _ -> "unavailable";
      case Outcome.Refused _ -> "refused";
      case Outcome.Rejected _ -> "rejected";
    };
  }
}
