package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Message.Event;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a sink must be told next of one alert, given what it was told before: decided, not done.
final class DeliveryPlan {
  /// What to do next for one alert at one sink.
  sealed interface Step {
    /// The sink has all that it needs.
    record Nothing() implements Step {}

    /// Tell it this, since it does not know it.
    record Tell(Event event, Alert alert) implements Step {}

    /// Tell it again what it knows, because it forgets; not before `dueIn` is over.
    record Repeat(Event event, Alert alert, Duration dueIn) implements Step {}

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

  /// `sinceTold` is how long ago this process told the sink of it last, null where it has not.
  Step next(Alert wanted, @Nullable Acked acked, @Nullable Duration sinceTold, Instant now) {
    if (acked != null && acked.matches(wanted)) {
      return repeat(wanted, sinceTold, now);
    }
    return wanted.open() ? open(wanted, acked) : resolved(wanted, acked);
  }

  private Step open(Alert wanted, @Nullable Acked acked) {
    boolean told =
        acked != null
            && acked.open()
            && acked.sameOpening(wanted)
            && acked.proof() == Acked.Proof.ACCEPTED;
    if (!told) {
      return new Step.Tell(Event.OPEN, wanted);
    }
    return habits.updates() == Sink.Updates.WANTED
        ? new Step.Tell(Event.UPDATE, wanted)
        : new Step.Pass(wanted, Why.UNWANTED);
  }

  private Step resolved(Alert wanted, @Nullable Acked acked) {
    if (acked == null || !acked.sameOpening(wanted)) {
      boolean other = acked != null && acked.open();
      return other ? new Step.Tell(Event.RESOLVE, wanted) : unsent(wanted);
    }
    if (!acked.open()) {
      return new Step.Pass(wanted, Why.UNWANTED);
    }
    return acked.proof() == Acked.Proof.DOUBTFUL && worthTelling(wanted)
        ? new Step.Tell(Event.OPEN, wanted.asOpened())
        : new Step.Tell(Event.RESOLVE, wanted);
  }

  /// It opened and resolved while the sink could not be told: both in order, or neither.
  private Step unsent(Alert wanted) {
    if (wanted.orphan()) {
      return habits.orphans() == Sink.Orphans.RESOLVED
          ? new Step.Tell(Event.RESOLVE, wanted)
          : new Step.Pass(wanted, Why.UNWANTED);
    }
    return worthTelling(wanted)
        ? new Step.Tell(Event.OPEN, wanted.asOpened())
        : new Step.Pass(wanted, Why.OVER);
  }

  private static boolean worthTelling(Alert over) {
    return over.lasted(over.at()).compareTo(WORTH_TELLING) >= 0;
  }

  private Step repeat(Alert wanted, @Nullable Duration sinceTold, Instant now) {
    boolean needed = wanted.open() || Duration.between(wanted.at(), now).compareTo(REPEATED) < 0;
    if (habits.refresh().isZero() || !needed) {
      return new Step.Nothing();
    }
    Event event = wanted.open() ? Event.UPDATE : Event.RESOLVE;
    Duration wait = sinceTold == null ? Duration.ZERO : habits.refresh().minus(sinceTold);
    return new Step.Repeat(event, wanted, wait.isNegative() ? Duration.ZERO : wait);
  }
}
