package io.runtimeagent.agent.run;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.probe.MonitoringRun;
import io.runtimeagent.probe.ProbeStatus;
import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.alert.Incident;
import io.runtimeagent.probe.heartbeat.Judgement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The heartbeat and the alerts, as `/v1/status` and `status.json` tell them.
final class ProbeDocument {
  private ProbeDocument() {}

  /// This agent judges nothing.
  static Json off(String reason) {
    return new Facts().add("state", "off").add("reason", reason).json();
  }

  static Json heartbeat(ProbeStatus status) {
    var facts =
        new Facts()
            .add("state", StatusDocument.word(status.state()))
            .add("dag_id", status.dagId())
            .add("reasons", texts(status.reasons()))
            .addFlag("flapping", status.flapping())
            .addTime("opened_at", Optional.ofNullable(status.openedAt()))
            .addTime("last_tick", Optional.ofNullable(status.lastTick()));
    Judgement judgement = status.judgement();
    if (judgement != null) {
      facts
          .addTime("last_scheduled", Optional.ofNullable(judgement.lastScheduled()))
          .addTime("last_success", Optional.ofNullable(judgement.lastSuccess()))
          .add("deadline", judgement.deadline())
          .add("consecutive_failures", judgement.failures());
    }
    return facts
        .add("observer", observer(status.observer()))
        .add("leader", leader(status.leader()))
        .add("runs", items(status.runs(), ProbeDocument::run))
        .json();
  }

  private static Json observer(ProbeStatus.ObserverStatus observer) {
    return new Facts()
        .add("source", observer.source())
        .addFlag("up", observer.trouble().isEmpty())
        .addText("trouble", some(observer.trouble()))
        .addTime("last_good", Optional.ofNullable(observer.lastGood()))
        .addText("schedule", some(observer.schedule()))
        .addText("airflow_version", some(observer.airflowVersion()))
        .add(
            "findings",
            texts(observer.details().stream().map(StatusDocument::word).sorted().toList()))
        .add("clock_skew_seconds", observer.skew().toSeconds())
        .addTime("opened_at", Optional.ofNullable(observer.openedAt()))
        .json();
  }

  private static Json leader(ProbeStatus.LeaderStatus leader) {
    return new Facts()
        .add("role", StatusDocument.word(leader.leadership()))
        .add("words", leader.words())
        .addText("holder", Optional.ofNullable(leader.holder()))
        .json();
  }

  private static Json run(MonitoringRun run) {
    return new Facts()
        .add("id", run.id())
        .add("fire", run.fire())
        .addTime("created", Optional.ofNullable(run.created()))
        .addTime("started", Optional.ofNullable(run.started()))
        .addTime("ended", Optional.ofNullable(run.ended()))
        .add("outcome", StatusDocument.word(run.outcome()))
        .json();
  }

  static Json alerts(DeskStatus desk) {
    return new Facts()
        .add("open", items(desk.open(), ProbeDocument::open))
        .add("past", items(desk.past(), ProbeDocument::past))
        .add("sinks", items(desk.sinks(), ProbeDocument::sink))
        .json();
  }

  private static Json open(Alert alert) {
    return new Facts()
        .add("alert", alert.kind().word())
        .add("dedup_key", alert.dedupKey())
        .add("opened_at", alert.opened().at())
        .add("at", alert.at())
        .add("reasons", texts(alert.reasons()))
        .addFlag("flapping", alert.flapping())
        .addText("held", some(alert.held().why()))
        .json();
  }

  private static Json past(Incident incident) {
    return new Facts()
        .add("alert", incident.subject().kind().word())
        .add("dedup_key", incident.subject().dedupKey())
        .add("opened_at", incident.opened().at())
        .add("resolved_at", incident.resolvedAt())
        .add("reasons", texts(incident.opened().reasons()))
        .addFlag("flapping", incident.flapping())
        .json();
  }

  private static Json sink(DeskStatus.SinkStatus sink) {
    return new Facts()
        .add("name", sink.name().label())
        .add("service", sink.name().service())
        .add("waiting", sink.waiting())
        .addTime("oldest", some(sink.oldest()))
        .addTime("last_accepted", Optional.ofNullable(sink.lastAccepted()))
        .addText("last_result", Optional.ofNullable(sink.lastResult()).map(StatusDocument::word))
        .addText("trouble", some(sink.trouble()))
        .json();
  }

  private static <T> Json items(List<T> values, Function<T, Json> json) {
    return new Json.Items(values.stream().map(json).toList());
  }

  private static Json texts(List<String> values) {
    return items(values, Json::of);
  }

  private static Optional<String> some(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static Optional<Instant> some(@Nullable Instant time) {
    return Optional.ofNullable(time).filter(known -> !known.equals(Instant.EPOCH));
  }
}
