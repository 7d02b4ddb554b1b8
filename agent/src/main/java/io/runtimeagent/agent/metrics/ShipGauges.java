package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.runtimeagent.ship.ShipperStatus;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// What the shipper's status says, as gauges.
public final class ShipGauges {
  private final Supplier<ShipperStatus> status;

  public ShipGauges(Supplier<ShipperStatus> status) {
    this.status = status;
  }

  public void register(AgentMeters meters) {
    MeterRegistry registry = meters.registry();
    gauge(registry, Names.LOGS_TRACKED_FILES, "Logs that are known.", ShipperStatus::trackedLogs);
    gauge(
        registry,
        Names.LOGS_BACKLOG_BYTES,
        "Bytes on disk not stored yet.",
        ShipperStatus::backlogBytes);
    gauge(
        registry,
        Names.LOGS_BACKLOG_FILES,
        "Logs with bytes not stored yet.",
        ShipperStatus::backlogFiles);
    times(registry);
    conditions(registry);
    unshipped(registry);
  }

  private void times(MeterRegistry registry) {
    gauge(
        registry,
        Names.LOGS_OLDEST_UNSHIPPED,
        "Since when the oldest byte not stored yet waits; 0 if none does.",
        now -> seconds(now.oldestUnshipped().map(ShipperStatus.Waiting::since)));
    gauge(
        registry,
        Names.LOGS_LAST_PROGRESS,
        "When something was stored last; 0 if nothing was.",
        now -> seconds(now.lastProgress()));
  }

  private void conditions(MeterRegistry registry) {
    gauge(
        registry,
        Names.LOGS_CONSECUTIVE_FAILURES,
        "Writes that failed since the last one that did not.",
        ShipperStatus::consecutiveFailures);
    gauge(
        registry,
        Names.LOGS_STANDBY,
        "1 while another agent holds the log folder.",
        now -> now.standby() ? 1 : 0);
    gauge(
        registry,
        Names.LOGS_HELD,
        "1 while the store refuses us or is away.",
        now -> now.held().isPresent() ? 1 : 0);
    gauge(
        registry,
        Names.LOGS_STORE_IGNORES_CONDITIONS,
        "1 when the store was proven to ignore the conditions of writes: one writer for each log"
            + " only.",
        now -> now.conditions() == Conditions.IGNORED ? 1 : 0);
  }

  private void unshipped(MeterRegistry registry) {
    for (UnshippedReason reason : UnshippedReason.values()) {
      Gauge.builder(
              Names.LOGS_UNSHIPPED_FILES,
              () -> status.get().unshippedFiles().getOrDefault(reason, 0L))
          .description("Logs that cannot be stored for now.")
          .tags(Labels.tag("reason", reason))
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry, String name, String help, ToDoubleFunction<ShipperStatus> figure) {
    Gauge.builder(name, () -> figure.applyAsDouble(status.get()))
        .description(help)
        .register(registry);
  }

  private static double seconds(Optional<Instant> instant) {
    return instant.map(at -> at.toEpochMilli() / 1_000.0).orElse(0.0);
  }
}
