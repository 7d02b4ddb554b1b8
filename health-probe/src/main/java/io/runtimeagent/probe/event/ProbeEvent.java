package io.runtimeagent.probe.event;

import io.runtimeagent.probe.heartbeat.ClockChange;
import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A fact of the probe's work. A new one must break every `switch` over it.
public sealed interface ProbeEvent {
  /// Airflow is asked by this source from now on, and why by this one.
  record ObserverChosen(String source, String why) implements ProbeEvent {}

  /// One read of Airflow failed.
  record ObservationFailed(Reading.Kind kind, String words) implements ProbeEvent {}

  /// One read of Airflow succeeded and was judged. `skew` is our clock minus Airflow's, zero where
  /// it did not show its own.
  record HeartbeatJudged(Judgement judgement, Duration skew) implements ProbeEvent {}

  /// One evaluation was completed, whatever the read came to.
  record TickCompleted(Instant at) implements ProbeEvent {}

  /// The clocks tell that time did not go by as it should.
  record ClockChanged(ClockChange change, Instant at) implements ProbeEvent {}

  /// Airflow's clock differs so much from ours that its own is used: ours plus `offset`. Zero: ours
  /// is used again.
  record AirflowClockAdopted(Duration offset) implements ProbeEvent {}

  /// A run was seen for the first time: this long after it was due it had been made.
  record RunCreated(Duration delay) implements ProbeEvent {}

  /// A run's first task was seen started, this long after the run was made.
  record RunStarted(Duration delay) implements ProbeEvent {}

  /// A run was seen ended, or was given up as stalled.
  record RunFinished(RunOutcome outcome) implements ProbeEvent {}

  enum RunOutcome {
    SUCCESS,
    FAILED,
    STALLED
  }

  /// The heartbeat or the observer alert changed.
  record AlertDecided(HeartbeatEvent decision) implements ProbeEvent {}

  /// Our own alert over shipping changed.
  record ShippingAlertDecided(Transition transition, List<String> reasons) implements ProbeEvent {
    public ShippingAlertDecided {
      reasons = List.copyOf(reasons);
    }
  }

  /// One attempt to hand an alert to a sink.
  record DeliveryAttempted(String sink, DeliveryResult result, String words)
      implements ProbeEvent {}

  /// `RETRY` comes again with back-off, `DEAD` only once an hour: the sink refuses what we send.
  enum DeliveryResult {
    OK,
    RETRY,
    DEAD
  }

  /// An alert opened and resolved before a sink could be told, and was too short to tell now.
  record AlertSkipped(String sink) implements ProbeEvent {}

  /// How many alerts a sink has not accepted as they stand, and since when; the epoch where none.
  record BacklogChanged(String sink, int waiting, Instant oldest) implements ProbeEvent {}

  /// The dead-man switch was told that all is well, or that it is not.
  record DeadmanPinged() implements ProbeEvent {}

  record DeadmanFailed(String words) implements ProbeEvent {}

  /// Who sends changed.
  record LeadershipChanged(Leadership leadership, String words) implements ProbeEvent {}

  enum Leadership {
    LEADER,
    FOLLOWER,
    /// There is no lease to be had: every agent sends, and the dedup key makes one of it.
    ALONE
  }

  /// The state could not be stored; the work goes on from memory.
  record StateNotStored(String words) implements ProbeEvent {}

  /// The stored state could not be used and was put aside; the work begins cold.
  record StateDiscarded(String words) implements ProbeEvent {}

  /// A loop met what it did not expect, and goes on.
  record LoopFailed(String loop, Exception cause) implements ProbeEvent {}
}
