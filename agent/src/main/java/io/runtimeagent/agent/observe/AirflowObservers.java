package io.runtimeagent.agent.observe;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.probe.Observers;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ObserverConfig;
import java.time.InstantSource;
import java.util.Optional;

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
    ObserverConfig first = ObserverConfigs.of(config.heartbeat());
    return new RenewingObserver(
        Observers.start(first, clock, listener),
        () -> readAgain().map(again -> Observers.start(again, clock, listener)),
        System::nanoTime);
  }

  private Optional<ObserverConfig> readAgain() {
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid(AgentConfig again, _, _) ->
          Optional.of(ObserverConfigs.of(again.heartbeat()));
      // The faults were told at the start, or belong to whoever is changing the file just now.
      case ConfigOutcome.Faulty _ -> Optional.empty();
    };
  }
}
