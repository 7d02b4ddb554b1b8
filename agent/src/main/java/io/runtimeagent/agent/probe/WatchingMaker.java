package io.runtimeagent.agent.probe;

import io.runtimeagent.agent.alert.AlertSinks;
import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Component;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.HeartbeatMode;
import io.runtimeagent.agent.metrics.AgentMeters;
import io.runtimeagent.agent.metrics.AlertGauges;
import io.runtimeagent.agent.metrics.DeliveryMeters;
import io.runtimeagent.agent.metrics.ProbeGauges;
import io.runtimeagent.agent.metrics.ProbeJournal;
import io.runtimeagent.agent.metrics.ProbeMeters;
import io.runtimeagent.agent.observe.AirflowObservers;
import io.runtimeagent.probe.HealthProbe;
import io.runtimeagent.probe.ProbeConfig;
import io.runtimeagent.probe.ProbeParts;
import io.runtimeagent.probe.ShippingAlarm;
import io.runtimeagent.probe.ShippingSight;
import io.runtimeagent.probe.Wellness;
import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.alert.Timing;
import io.runtimeagent.probe.deadman.DeadmanSwitch;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.Window;
import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseClock;
import io.runtimeagent.probe.observe.Observer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Puts together what watches and alerts.
public final class WatchingMaker {
  private final AgentConfig config;
  private final ConfigInput input;
  private final AgentMeters meters;
  private final ProbeConfig.Numbers numbers;

  public WatchingMaker(
      AgentConfig config, ConfigInput input, AgentMeters meters, ProbeConfig.Numbers numbers) {
    this.config = config;
    this.input = input;
    this.meters = meters;
    this.numbers = numbers;
  }

  /// `lease` is lent by the store, if there is one; `shipping` tells how shipping stands, if there
  /// is any.
  public Watching make(Optional<Lease> lease, Optional<Supplier<ShippingSight>> shipping) {
    var observers = new AirflowObservers(config, input);
    Duty duty = Duty.of(config, observers.whyNobody());
    AlertSinks sinks = AlertSinks.open(config);
    ProbeListener listener = listener(duty, sinks);
    AlertDesk desk = new AlertDesk(setup(duty, listener), sinks.sinks());
    new AlertGauges(desk::status).register(meters);
    Optional<DeadmanSwitch> deadman =
        duty instanceof Duty.Judges ? sinks.deadman(listener) : Optional.empty();
    Optional<Watching.Heart> heart = Optional.empty();
    if (duty instanceof Duty.Judges(HeartbeatMode mode)) {
      Observer observer = observers.start(InstantSource.system(), listener);
      var parts =
          new ProbeParts(observer, lease, desk, wellness(deadman), listener, LeaseClock.system());
      heart = Optional.of(new Watching.Heart(new HealthProbe(probeConfig(mode), parts), observer));
    }
    heart.ifPresent(some -> new ProbeGauges(some.probe()::status).register(meters));
    Optional<ShippingAlarm> alarm =
        pages() ? shipping.map(sight -> alarm(desk, sight, listener)) : Optional.empty();
    return new Watching(new Watching.Parts(duty, sinks, desk, deadman, heart, alarm));
  }

  private ProbeListener listener(Duty duty, AlertSinks sinks) {
    List<ProbeListener> listeners = new ArrayList<>();
    listeners.add(new ProbeJournal());
    List<String> labels = sinks.sinks().stream().map(sink -> sink.name().label()).toList();
    listeners.add(new DeliveryMeters(meters, labels));
    if (duty instanceof Duty.Judges) {
      listeners.add(new ProbeMeters(meters));
    }
    return event -> listeners.forEach(each -> each.heard(event));
  }

  private AlertDesk.Setup setup(Duty duty, ProbeListener listener) {
    Set<Subject> watched = new HashSet<>();
    if (duty instanceof Duty.Judges) {
      String dagId = config.heartbeat().dagId();
      watched.add(Subject.heartbeat(config.deploymentId(), dagId));
      watched.add(Subject.observer(config.deploymentId(), dagId));
    }
    watched.add(shippingSubject());
    return new AlertDesk.Setup(
        config.stateDir(), AlertSinks.identity(config), watched, Timing.system(), listener);
  }

  private Subject shippingSubject() {
    return Subject.shipping(config.deploymentId(), Host.name());
  }

  private ProbeConfig probeConfig(HeartbeatMode mode) {
    return new ProbeConfig(
        config.deploymentId(),
        config.heartbeat().dagId(),
        Host.name() + ":" + config.stateDir().toAbsolutePath(),
        config.stateDir(),
        mode == HeartbeatMode.ON ? ProbeConfig.Mode.JUDGE : ProbeConfig.Mode.WAIT,
        config.heartbeat().maintenance().stream()
            .map(window -> new Window(window.from(), window.to()))
            .toList(),
        numbers);
  }

  /// A container that lives for one task never pages.
  private boolean pages() {
    return config.component().lifetime() == Component.Lifetime.LONG;
  }

  private ShippingAlarm alarm(
      AlertDesk desk, Supplier<ShippingSight> sight, ProbeListener listener) {
    return new ShippingAlarm(desk, shippingSubject(), sight, listener);
  }

  private static Wellness wellness(Optional<DeadmanSwitch> deadman) {
    if (deadman.isEmpty()) {
      return Wellness.NOBODY;
    }
    DeadmanSwitch pings = deadman.get();
    return new Wellness() {
      @Override
      public void well() {
        pings.well();
      }

      @Override
      public void failed() {
        pings.failed();
      }
    };
  }
}
