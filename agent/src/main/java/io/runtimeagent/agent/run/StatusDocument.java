package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Component;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.ship.ShipperStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the agent is doing, as `/v1/status` and `status.json` tell it.
final class StatusDocument {
  private final AgentConfig config;
  private final Version version;
  private final Instant startedAt;

  StatusDocument(AgentConfig config, Version version, Instant startedAt) {
    this.config = config;
    this.version = version;
    this.startedAt = startedAt;
  }

  /// What the parts of the agent say of themselves.
  record Parts(Json runtime, Json shipping, Json heartbeat, Json alerts) {}

  Instant startedAt() {
    return startedAt;
  }

  Json at(Instant now, Phase phase, Parts parts) {
    var facts = new Facts();
    facts
        .add("written_at", now)
        .add("pid", ProcessHandle.current().pid())
        .add("started_at", startedAt)
        .add("version", version.number())
        .add("phase", word(phase))
        .add("role", config.component().role().word())
        .add("deployment_id", config.deploymentId());
    Component.Supervised supervised = config.component().supervised();
    if (supervised != null) {
      facts.add("airflow_pid", supervised.pid());
    }
    return facts
        .add("runtime", parts.runtime())
        .add("shipping", parts.shipping())
        .add("heartbeat", parts.heartbeat())
        .add("alerts", parts.alerts())
        .json();
  }

  /// Shipping is off.
  static Json off(Destination.Off off) {
    return new Facts().add("state", "off").add("reason", off.reason()).json();
  }

  Json shipping(ShipperStatus status) {
    var facts =
        new Facts()
            .add("state", state(status))
            .add("log_folder", config.shipping().logFolder().toString())
            .add("destination", config.shipping().destination().url())
            .add("freshness", word(config.shipping().freshness()))
            .addFlag("first_pass_done", status.firstPassDone())
            .add("tracked_logs", status.trackedLogs())
            .add("backlog_bytes", status.backlogBytes())
            .add("backlog_files", status.backlogFiles());
    status.oldestUnshipped().ifPresent(oldest -> facts.add("oldest_unshipped", waiting(oldest)));
    return facts
        .add("unshipped_files", unshipped(status.unshippedFiles()))
        .addTime("last_progress", status.lastProgress())
        .addTime("overdue_since", status.overdueSince())
        .add("consecutive_failures", status.consecutiveFailures())
        .addText("held", status.held())
        .add("conditions", word(status.conditions()))
        .add("last_errors", errors(status.lastErrors()))
        .json();
  }

  private static String state(ShipperStatus status) {
    if (status.standby()) {
      return "standby";
    }
    return status.held().isPresent() ? "held" : "shipping";
  }

  private static Json waiting(ShipperStatus.Waiting oldest) {
    return new Facts()
        .add("log", oldest.log().value())
        .add("since", oldest.since())
        .add("bytes", oldest.bytes())
        .json();
  }

  private static Json unshipped(Map<? extends Enum<?>, Long> counts) {
    var facts = new Facts();
    counts.forEach((reason, count) -> facts.add(word(reason), count));
    return facts.json();
  }

  private static Json errors(List<ShipperStatus.Trouble> errors) {
    return new Json.Items(
        errors.stream()
            .map(
                error ->
                    new Facts()
                        .add("at", error.at())
                        .add("log", error.log().value())
                        .add("what", error.what())
                        .json())
            .toList());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
