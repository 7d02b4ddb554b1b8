package io.runtimeagent.agent.observe;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.HeartbeatConfig;
import io.runtimeagent.probe.Observers;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.observe.Observer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Makes the observer that the configuration means.
public final class AirflowObservers {
  private final AgentConfig config;
  private final ConfigInput input;

  /// `input` is what `config` was read from, to read it again when Airflow refuses us.
  public AirflowObservers(AgentConfig config, ConfigInput input) {
    this.config = config;
    this.input = input;
  }

  /// Why Airflow cannot be observed as it is configured; empty where it can be asked, which does
  /// not mean that it answers.
  public Optional<String> whyNobody() {
    return Observers.whyNobody(ObserverConfigs.of(config.heartbeat()));
  }

  /// An observer that is to be asked by one thread at a time; the caller closes it. Its answers end
  /// in time whatever Airflow does, and where there is nobody to ask each says so.
  public Observer start(InstantSource clock, ProbeListener listener) {
    var known = new AtomicReference<>(config.heartbeat());
    return new RenewingObserver(
        Observers.start(ObserverConfigs.of(config.heartbeat()), clock, listener),
        () ->
            readAgain()
                .filter(again -> !again.equals(known.getAndSet(again)))
                .map(again -> Observers.start(ObserverConfigs.of(again), clock, listener)),
        System::nanoTime);
  }

  /// Every way to ask that is configured, each on its own; the caller closes them.
  public List<Observer> startEach(InstantSource clock) {
    return Observers.startEach(ObserverConfigs.of(config.heartbeat()), clock);
  }

  private Optional<HeartbeatConfig> readAgain() {
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid(AgentConfig again, _, _) -> Optional.of(again.heartbeat());
      // The faults were told at the start, or belong to whoever is changing the file just now.
      case ConfigOutcome.Faulty _ -> Optional.empty();
    };
  }
}
