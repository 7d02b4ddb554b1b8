package io.runtimeagent.agent.overview;

import io.runtimeagent.agent.page.PageModel.Alert;
import io.runtimeagent.agent.page.PageModel.Alerts;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.agent.page.PageModel.SinkState;
import io.runtimeagent.agent.page.Times;
import io.runtimeagent.probe.alert.AlertKind;
import io.runtimeagent.probe.alert.DeskStatus;
import io.runtimeagent.probe.alert.DeskStatus.SinkStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Alerts, and whether those who should hear of them do.
final class AlertsPart {
  private static final int PAST = 10;

  private final DeskStatus status;
  private final Instant now;

  AlertsPart(DeskStatus status, Instant now) {
    this.status = status;
    this.now = now;
  }

  Alerts panel() {
    List<Alert> alerts = new ArrayList<>();
    status
        .open()
        .forEach(
            open ->
                alerts.add(
                    new Alert(
                        name(open.kind()),
                        String.join(", ", open.reasons()),
                        open.opened().at(),
                        null)));
    status.past().stream()
        .limit(PAST)
        .forEach(
            past ->
                alerts.add(
                    new Alert(
                        name(past.subject().kind()),
                        String.join(", ", past.opened().reasons()),
                        past.opened().at(),
                        past.resolvedAt())));
    return new Alerts(alerts, status.sinks().stream().map(this::sink).toList());
  }

  List<Problem> problems() {
    return status.sinks().stream()
        .filter(sink -> sink.waiting() > 0 && !sink.trouble().isEmpty())
        .map(
            sink ->
                new Problem(
                    Level.TROUBLE,
                    "An alert does not reach " + label(sink) + ": " + sink.trouble(),
                    "It is sent again and again; `runtime-agent heartbeat test-alert` tries it"
                        + " out."))
        .toList();
  }

  private SinkState sink(SinkStatus sink) {
    if (sink.waiting() > 0) {
      String what =
          sink.waiting() + (sink.waiting() == 1 ? " alert waits since " : " alerts wait since ");
      String why = sink.trouble().isEmpty() ? "" : "; " + sink.trouble();
      return new SinkState(Level.TROUBLE, label(sink), what + Times.full(sink.oldest()) + why);
    }
    String told =
        sink.lastAccepted() == null
            ? "nothing to tell yet"
            : "accepted all it was told, last " + Times.relative(sink.lastAccepted(), now);
    return new SinkState(Level.WELL, label(sink), told);
  }

  private static String label(SinkStatus sink) {
    return sink.name().label();
  }

  private static String name(AlertKind kind) {
    return switch (kind) {
      case HEARTBEAT -> "Heartbeat";
      case OBSERVER -> "View of Airflow";
      case SHIPPING -> "Log shipping";
    };
  }
}
