package io.runtimeagent.ship.engine;

import io.runtimeagent.ship.event.ShipEvent.HoldCause;
import io.runtimeagent.ship.pace.Backoff;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Closed while the store refuses us or is away: then one attempt at a time goes through, each
/// after a longer wait, for another log each time, so that one log that is refused for itself does
/// not hold the others for ever.
final class StoreGate {
  /// One failure may be one request's bad luck.
  private static final int FAILURES_TO_HOLD = 3;

  private final RandomGenerator random;
  private final Backoff backoff;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Hold> hold = Optional.empty();
  private int failures;
  private int attempt;
  private long nextAttempt;
  private boolean attempting;

  StoreGate(RandomGenerator random, Backoff backoff) {
    this.random = random;
    this.backoff = backoff;
  }

  /// Why everything is held, and since when.
  record Hold(HoldCause cause, String reason, long since) {}

  /// 0 when a request may be sent now, else when to ask again.
  long admit(long now) {
    lock.lock();
    try {
      if (hold.isEmpty()) {
        return 0;
      }
      if (attempting || now < nextAttempt) {
        return Math.max(nextAttempt, now + Duration.ofMillis(200).toNanos());
      }
      attempting = true;
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /// The store answered a request as it should; answers how long it had been held, if it was.
  Optional<Duration> worked(long now) {
    lock.lock();
    try {
      failures = 0;
      attempt = 0;
      attempting = false;
      Optional<Duration> held = hold.map(h -> Duration.ofNanos(now - h.since()));
      hold = Optional.empty();
      return held;
    } finally {
      lock.unlock();
    }
  }

  /// An admitted attempt ended without telling anything of the store.
  void undecided() {
    lock.lock();
    try {
      attempting = false;
    } finally {
      lock.unlock();
    }
  }

  /// The store refused or did not answer; answers the hold if it begins with this.
  Optional<Hold> failed(HoldCause cause, String reason, long now) {
    lock.lock();
    try {
      failures++;
      attempting = false;
      if (hold.isEmpty() && cause == HoldCause.UNAVAILABLE && failures < FAILURES_TO_HOLD) {
        return Optional.empty();
      }
      boolean begins = hold.isEmpty();
      attempt++;
      nextAttempt = now + backoff.delay(attempt, random).toNanos();
      hold = Optional.of(new Hold(cause, reason, hold.map(Hold::since).orElse(now)));
      return begins ? hold : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  Optional<Hold> hold() {
    lock.lock();
    try {
      return hold;
    } finally {
      lock.unlock();
    }
  }
}
