package io.runtimeagent.agent.metrics;

import io.runtimeagent.probe.ProbeStatus;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A probe whose alert is open.
final class Probes {
  private static final Instant TEN = Instant.parse("2024-03-05T10:00:00Z");

  private Probes() {}

  static ProbeStatus status() {
    return new ProbeStatus(
        "dag",
        ProbeStatus.State.ALERTING,
        List.of("NOT_SCHEDULED"),
        false,
        TEN,
        null,
        TEN,
        List.of(),
        new ProbeStatus.ObserverStatus(
            "REST API", "", TEN, "*/5 * * * * in UTC", "2.11.0", Set.of(), Duration.ZERO, null),
        new ProbeStatus.LeaderStatus(Leadership.LEADER, "this agent holds the lease", "one"),
        desk());
  }

  static DeskStatus desk() {
    return new DeskStatus(
        List.of(),
        List.of(),
        List.of(
            new DeskStatus.SinkStatus(
                new Sink.Name("webhook", "id", "https://pager"), true, 2, TEN, null, null, "")));
  }
}
