package io.runtimeagent.agent.probe;

import io.runtimeagent.agent.alert.AlertSinks;
import io.runtimeagent.probe.HealthProbe;
import io.runtimeagent.probe.ProbeStatus;
import io.runtimeagent.probe.ShippingAlarm;
import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.deadman.DeadmanSwitch;
import io.runtimeagent.probe.observe.Observer;
import java.util.Optional;

/// The parts that watch and alert: whatever of them this agent has.
public final class Watching implements AutoCloseable {
  private final Parts parts;

  Watching(Parts parts) {
    this.parts = parts;
  }

  /// The heartbeat with whom it asks; absent where this agent does not judge.
  record Heart(HealthProbe probe, Observer observer) {}

  record Parts(
      Duty duty,
      AlertSinks sinks,
      AlertDesk desk,
      Optional<DeadmanSwitch> deadman,
      Optional<Heart> heart,
      Optional<ShippingAlarm> shipping) {}

  public void start() {
    parts.desk().start();
    parts.deadman().ifPresent(DeadmanSwitch::start);
    parts.heart().map(Heart::probe).ifPresent(HealthProbe::start);
    parts.shipping().ifPresent(ShippingAlarm::start);
  }

  /// Whether this agent judges, and why not.
  public Duty duty() {
    return parts.duty();
  }

  /// Empty where this agent does not judge.
  public Optional<ProbeStatus> heartbeat() {
    return parts.heart().map(Heart::probe).map(HealthProbe::status);
  }

  public DeskStatus alerts() {
    return parts.desk().status();
  }

  /// Gives the lease back and stops. Takes a few seconds at most.
  @Override
  public void close() {
    parts.shipping().ifPresent(ShippingAlarm::close);
    parts.heart().map(Heart::probe).ifPresent(HealthProbe::close);
    parts.deadman().ifPresent(DeadmanSwitch::close);
    parts.desk().close();
    parts.heart().map(Heart::observer).ifPresent(Observer::close);
    parts.sinks().close();
  }
}
