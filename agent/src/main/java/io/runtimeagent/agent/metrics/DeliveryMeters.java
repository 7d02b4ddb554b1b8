package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryResult;
import io.runtimeagent.probe.event.ProbeListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts attempts to deliver alerts, for each configured sink.
public final class DeliveryMeters implements ProbeListener {
  private final Map<String, Each<DeliveryResult, Counter>> deliveries = new HashMap<>();

  /// `sinks` are the labels of the configured ones.
  public DeliveryMeters(AgentMeters meters, List<String> sinks) {
    sinks.forEach(sink -> deliveries.put(sink, counters(meters.registry(), sink)));
  }

  @Override
  public void heard(ProbeEvent event) {
    if (event instanceof ProbeEvent.DeliveryAttempted(String sink, DeliveryResult result, _)) {
      Each<DeliveryResult, Counter> counters = deliveries.get(sink);
      if (counters == null) {
        throw new IllegalStateException("No meter for sink " + sink);
      }
      counters.get(result).increment();
    }
  }

  private static Each<DeliveryResult, Counter> counters(MeterRegistry registry, String sink) {
    return Each.of(
        DeliveryResult.class,
        result ->
            Counter.builder(Names.ALERT_DELIVERIES)
                .description("Attempts to hand an alert to a sink.")
                .tags(Tags.of("sink", sink).and(Labels.tag("result", result)))
                .register(registry));
  }
}
