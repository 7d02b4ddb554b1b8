package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Message.Event;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a sink must be told next of one alert, given what it has accepted of it: decided, not done.
final class DeliveryPlan {
  /// What to do next for one alert at one sink.
  sealed interface Step {
    /// The sink has all that it needs.
    record Nothing() implements Step {}

    /// Tell it this.
    record Tell(Event event, Alert alert) implements Step {}

    /// It need not know: counts as accepted.
    record Pass(Alert alert, Why why) implements Step {}
  }

  enum Why {
    /// The sink does not want such a message.
    UNWANTED,
    /// The incident is over, and was too short to tell of now.
    OVER
  }

  /// A shorter incident that nobody was told of is not told of afterwards.
  private static final Duration WORTH_TELLING = Duration.ofMinutes(10);

  /// How long a resolve is repeated to a sink that forgets.
  private static final Duration REPEATED = Duration.ofMinutes(5);

  private final Sink.Habits habits;

  DeliveryPlan(Sink.Habits habits) {
    this.habits = habits;
  }

  /// `lastSent` is when this process told the sink of it last, null where it has not.
  Step next(Alert wanted, @Nullable Acked acked, @Nullable Instant lastSent, Instant now) {
    boolean accepted = acked != null && acked.sequence() == wanted.sequence();
    if (accepted) {
      return refresh(wanted, lastSent, now);
    }
    boolean openThere = acked != null && acked.status() == Alert.Status.OPEN;
    if (wanted.open()) {
      return open(wanted, openThere && sameOpening(wanted, acked));
    }
    return openThere ? new Step.Tell(Event.RESOLVE, wanted) : unsent(wanted, acked);
  }

  private Step open(Alert wanted, boolean told) {
    if (!told) {
      return new Step.Tell(Event.OPEN, wanted);
    }
    return habits.updates() == Sink.Updates.WANTED
        ? new Step.Tell(Event.UPDATE, wanted)
        : new Step.Pass(wanted, Why.UNWANTED);
  }

  /// It opened and resolved while the sink could not be told: both in order, or neither.
  private Step unsent(Alert wanted, @Nullable Acked acked) {
    if (wanted.orphan()) {
      return habits.orphans() == Sink.Orphans.RESOLVED
          ? new Step.Tell(Event.RESOLVE, wanted)
          : new Step.Pass(wanted, Why.UNWANTED);
    }
    if (sameOpening(wanted, acked)) {
      // The resolve was accepted before; only its sequence differs.
      return new Step.Tell(Event.RESOLVE, wanted);
    }
    boolean worth = wanted.lasted(wanted.at()).compareTo(WORTH_TELLING) >= 0;
    return worth
        ? new Step.Tell(Event.OPEN, wanted.asOpened())
        : new Step.Pass(wanted, Why.OVER);
  }

  private static boolean sameOpening(Alert wanted, @Nullable Acked acked) {
    return acked != null && acked.openedAt().equals(wanted.opened().at());
  }

  private Step refresh(Alert wanted, @Nullable Instant lastSent, Instant now) {
    if (habits.refresh().isZero()) {
      return new Step.Nothing();
    }
    boolean due =
        lastSent == null || Duration.between(lastSent, now).compareTo(habits.refresh()) >= 0;
    boolean needed = wanted.open() || Duration.between(wanted.at(), now).compareTo(REPEATED) < 0;
    if (!due || !needed) {
      return new Step.Nothing();
    }
    return new Step.Tell(wanted.open() ? Event.UPDATE : Event.RESOLVE, wanted);
  }
}
