package io.runtimeagent.agent.command;

import java.time.Instant;
import java.util.Optional;

/// The heartbeat and the alerts of a status, for people.
record HeartbeatReport(Document status, Instant now) {

  void rows(Table table) {
    Document heartbeat = status.part("heartbeat");
    heartbeat.text("state").ifPresent(state -> heartbeat(table, heartbeat, state));
    status.part("alerts").items("open").forEach(alert -> open(table, alert));
    status.part("alerts").items("sinks").forEach(sink -> sink(table, sink));
  }

  private void heartbeat(Table table, Document heartbeat, String state) {
    if (state.equals("off")) {
      table.row("Heartbeat", "off: " + heartbeat.text("reason").orElse("?"));
      return;
    }
    String dag = heartbeat.text("dag_id").orElse("?");
    table.row(
        "Heartbeat",
        state.equals("never_seen")
            ? dag + " was never seen: it is waited for"
            : "%s, last run due %s, last success %s"
                .formatted(
                    state.replace('_', ' '),
                    ago(heartbeat.time("last_scheduled")),
                    ago(heartbeat.time("last_success"))));
    Document observer = heartbeat.part("observer");
    String source = observer.text("source").orElse("nobody asked yet");
    table.row("Airflow", source + trouble(observer));
    Document leader = heartbeat.part("leader");
    table.row(
        "Leadership",
        leader.text("role").orElse("?") + leader.text("words").map(w -> ": " + w).orElse(""));
  }

  /// Why Airflow cannot be read, or what was found about the DAG.
  private static String trouble(Document observer) {
    String found = String.join(", ", observer.texts("findings")).replace('_', ' ');
    return observer
        .text("trouble")
        .map(why -> ": " + why)
        .orElse(found.isEmpty() ? "" : "; " + found);
  }

  private void open(Table table, Document alert) {
    table.row(
        "Alert",
        "%s, open since %s, %s"
            .formatted(
                alert.text("alert").orElse("?"),
                ago(alert.time("opened_at")),
                String.join(" ", alert.texts("reasons"))));
  }

  private void sink(Table table, Document sink) {
    String trouble = sink.text("trouble").map(why -> ": " + why).orElse("");
    long waiting = sink.number("waiting");
    table.row(
        "Sink",
        "%s, %s%s"
            .formatted(
                sink.text("name").orElse("?"),
                waiting == 0 ? "told all" : Amounts.count(waiting, "alert") + " to tell",
                trouble));
  }

  private String ago(Optional<Instant> then) {
    return then.map(time -> Amounts.ago(time, now)).orElse("never");
  }
}
