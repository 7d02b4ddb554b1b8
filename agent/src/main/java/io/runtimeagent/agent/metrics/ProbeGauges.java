package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.runtimeagent.probe.ProbeStatus;
import io.runtimeagent.probe.ProbeStatus.State;
import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.heartbeat.Reason;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What the probe's status says, as gauges.
public final class ProbeGauges {
  private final Supplier<ProbeStatus> status;

  public ProbeGauges(Supplier<ProbeStatus> status) {
    this.status = status;
  }

  public void register(AgentMeters meters) {
    MeterRegistry registry = meters.registry();
    states(registry);
    alerts(registry);
    times(registry);
    conditions(registry);
  }

  private void states(MeterRegistry registry) {
    for (State state : State.values()) {
      if (state != State.NEVER_SEEN) {
        Gauge.builder(Names.HEARTBEAT_STATE, () -> flag(state(status.get()) == state))
            .description("Where the deployment stands: one of these is 1.")
            .tags(Labels.tag("state", state))
            .register(registry);
      }
    }
  }

  /// A DAG that was never seen is waited for, too.
  private static State state(ProbeStatus now) {
    return now.state() == State.NEVER_SEEN ? State.WAITING : now.state();
  }

  private void alerts(MeterRegistry registry) {
    for (Reason reason : Reason.values()) {
      active(
          registry,
          reason.name(),
          now -> flag(now.openedAt() != null && now.reasons().contains(reason.name())));
    }
    active(registry, "OBSERVER", now -> flag(now.observer().openedAt() != null));
  }

  private void active(MeterRegistry registry, String reason, ToDoubleFunction<ProbeStatus> figure) {
    Gauge.builder(Names.HEARTBEAT_ALERT_ACTIVE, () -> figure.applyAsDouble(status.get()))
        .description("1 while an alert is open for this reason.")
        .tags(Tags.of("reason", reason.toLowerCase(Locale.ROOT)))
        .register(registry);
  }

  private void times(MeterRegistry registry) {
    gauge(
        registry,
        Names.HEARTBEAT_LAST_SCHEDULED,
        "When the newest scheduled run was due; 0 if none was seen.",
        now -> judged(now, Judgement::lastScheduled));
    gauge(
        registry,
        Names.HEARTBEAT_LAST_SUCCESS,
        "When the newest successful run ended; 0 if none was seen.",
        now -> judged(now, Judgement::lastSuccess));
    gauge(
        registry,
        Names.HEARTBEAT_DEADLINE,
        "From when on a missing run alerts; 0 while nothing is judged.",
        now -> judged(now, Judgement::deadline));
    gauge(
        registry,
        Names.HEARTBEAT_LAST_TICK,
        "When the last evaluation was completed; 0 before the first.",
        now -> seconds(now.lastTick()));
  }

  private void conditions(MeterRegistry registry) {
    gauge(
        registry,
        Names.HEARTBEAT_CONSECUTIVE_FAILURES,
        "Failed runs in a row.",
        now -> now.judgement() == null ? 0 : now.judgement().failures());
    gauge(
        registry,
        Names.HEARTBEAT_FLAPPING,
        "1 while the open alert is one of several within an hour.",
        now -> flag(now.flapping()));
    gauge(
        registry,
        Names.HEARTBEAT_OBSERVER_UP,
        "1 if the last read of Airflow's state succeeded.",
        now -> flag(now.observer().trouble().isEmpty()));
    gauge(
        registry,
        Names.HEARTBEAT_LEADER,
        "1 if this agent sends the deployment's alerts.",
        now -> flag(now.leader().leadership() != Leadership.FOLLOWER));
  }

  private void gauge(
      MeterRegistry registry, String name, String help, ToDoubleFunction<ProbeStatus> figure) {
    Gauge.builder(name, () -> figure.applyAsDouble(status.get()))
        .description(help)
        .register(registry);
  }

  private static double judged(ProbeStatus now, Function<Judgement, @Nullable Instant> time) {
    Judgement judgement = now.judgement();
    return judgement == null ? 0 : seconds(time.apply(judgement));
  }

  private static double flag(boolean set) {
    return set ? 1 : 0;
  }

  static double seconds(@Nullable Instant time) {
    return time == null ? 0 : time.toEpochMilli() / 1_000.0;
  }
}
