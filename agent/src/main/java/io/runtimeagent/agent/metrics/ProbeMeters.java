package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.RunOutcome;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.ClockChange;
import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.heartbeat.Transition;
import java.time.Duration;
import java.util.Arrays;

/// Counts what the probe saw and decided. Every label value is there from the start.
public final class ProbeMeters implements ProbeListener {
  private static final int[] DELAYS = {1, 2, 5, 10, 30, 60, 120, 300, 600};

  private final Each<RunOutcome, Counter> runs;
  private final Each<Transition, Counter> transitions;
  private final Each<Reading.Kind, Counter> errors;
  private final Timer scheduleDelay;
  private final Timer startDelay;
  private final Counter pings;
  private final Counter pingFailures;
  private final Counter jumpsForward;
  private final Counter jumpsBackward;
  private volatile double skewSeconds;

  public ProbeMeters(AgentMeters meters) {
    MeterRegistry registry = meters.registry();
    runs =
        Each.of(
            RunOutcome.class,
            outcome ->
                counter(
                    registry,
                    Names.HEARTBEAT_RUNS,
                    "Finished runs of the monitoring DAG that were seen.",
                    Labels.tag("outcome", outcome)));
    transitions =
        Each.of(
            Transition.class,
            transition ->
                counter(
                    registry,
                    Names.HEARTBEAT_TRANSITIONS,
                    "Changes of the deployment's alerts that were decided.",
                    Labels.tag("transition", transition)));
    errors =
        Each.of(
            Reading.Kind.class,
            kind ->
                counter(
                    registry,
                    Names.HEARTBEAT_OBSERVER_ERRORS,
                    "Reads of Airflow's state that failed.",
                    Labels.tag("kind", kind)));
    scheduleDelay = scheduleDelay(registry);
    startDelay = startDelay(registry);
    pings = counter(registry, Names.DEADMAN_PINGS, "Pings that were heard.", Tags.empty());
    pingFailures =
        counter(registry, Names.DEADMAN_FAILURES, "Pings that were not heard.", Tags.empty());
    jumpsForward = jumps(registry, "forward");
    jumpsBackward = jumps(registry, "backward");
    Gauge.builder(Names.CLOCK_SKEW, () -> skewSeconds)
        .description("This agent's clock minus Airflow's.")
        .register(registry);
  }

  @Override
  public void heard(ProbeEvent event) {
    switch (event) {
      case ProbeEvent.ObservationFailed(Reading.Kind kind, _) -> errors.get(kind).increment();
      case ProbeEvent.HeartbeatJudged(_, Duration skew) -> skewSeconds = skew.toMillis() / 1e3;
      case ProbeEvent.ClockChanged(ClockChange change, _) -> jumped(change);
      case ProbeEvent.RunCreated(Duration delay) -> scheduleDelay.record(delay);
      case ProbeEvent.RunStarted(Duration delay) -> startDelay.record(delay);
      case ProbeEvent.RunFinished(RunOutcome outcome) -> runs.get(outcome).increment();
      case ProbeEvent.AlertDecided(var decision) ->
          transitions.get(decision.transition()).increment();
      case ProbeEvent.DeadmanPinged() -> pings.increment();
      case ProbeEvent.DeadmanFailed _ -> pingFailures.increment();
      // Told by the probe's status, which the gauges read, by `DeliveryMeters`, or by the log
      // alone.
      case ProbeEvent.DeliveryAttempted _,
          ProbeEvent.ObserverChosen _,
          ProbeEvent.TickCompleted _,
          ProbeEvent.AirflowClockAdopted _,
          ProbeEvent.ShippingAlertDecided _,
          ProbeEvent.AlertSkipped _,
          ProbeEvent.BacklogChanged _,
          ProbeEvent.LeadershipChanged _,
          ProbeEvent.StateNotStored _,
          ProbeEvent.StateDiscarded _,
          ProbeEvent.LoopFailed _ -> {}
    }
  }

  private void jumped(ClockChange change) {
    switch (change) {
      case STEPPED_FORWARD -> jumpsForward.increment();
      case STEPPED_BACK -> jumpsBackward.increment();
      case NONE, COLD, FROZEN -> {}
    }
  }

  private static Counter jumps(MeterRegistry registry, String direction) {
    return counter(
        registry,
        Names.CLOCK_JUMPS,
        "Steps of the wall clock that were seen.",
        Tags.of("direction", direction));
  }

  private static Timer scheduleDelay(MeterRegistry registry) {
    return delay(
        registry,
        Names.HEARTBEAT_SCHEDULE_DELAY,
        "From the moment when a run was due until it was made.");
  }

  private static Timer startDelay(MeterRegistry registry) {
    return delay(
        registry,
        Names.HEARTBEAT_START_DELAY,
        "From the moment when a run was made until its task started.");
  }

  private static Timer delay(MeterRegistry registry, String name, String help) {
    return Timer.builder(name)
        .description(help)
        .serviceLevelObjectives(
            Arrays.stream(DELAYS).mapToObj(Duration::ofSeconds).toArray(Duration[]::new))
        .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String help, Tags tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }
}
