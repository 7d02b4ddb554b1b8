package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Gauge;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.alert.DeskStatus.SinkStatus;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What each sink has not accepted yet, as gauges.
public final class AlertGauges {
  private final Supplier<DeskStatus> status;

  public AlertGauges(Supplier<DeskStatus> status) {
    this.status = status;
  }

  public void register(AgentMeters meters) {
    for (SinkStatus sink : status.get().sinks()) {
      gauge(
          meters,
          Names.ALERT_QUEUE_LENGTH,
          "Alerts that the sink has not accepted as they stand.",
          new Figure(sink.name().label(), SinkStatus::waiting));
      gauge(
          meters,
          Names.ALERT_OLDEST_PENDING,
          "When the oldest of them changed; 0 if there is none.",
          new Figure(sink.name().label(), now -> ProbeGauges.seconds(now.oldest())));
    }
  }

  private record Figure(String label, ToDoubleFunction<SinkStatus> value) {}

  private void gauge(AgentMeters meters, String name, String help, Figure figure) {
    Gauge.builder(name, () -> now(figure))
        .description(help)
        .tag("sink", figure.label())
        .register(meters.registry());
  }

  private double now(Figure figure) {
    return status.get().sinks().stream()
        .filter(sink -> sink.name().label().equals(figure.label()))
        .mapToDouble(figure.value())
        .findFirst()
        .orElse(0);
  }
}
