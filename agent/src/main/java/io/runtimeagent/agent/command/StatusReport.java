package io.runtimeagent.agent.command;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A status for people.
record StatusReport(Document status, Instant now) {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /// Why this is not the status of an agent that runs.
  Optional<String> trouble() {
    if (status.text("phase").filter("ended"::equals).isPresent()) {
      return Optional.of("the agent has ended.");
    }
    if (ProcessHandle.of(status.number("pid")).isEmpty()) {
      return Optional.of("the agent's process " + status.number("pid") + " is gone.");
    }
    Instant written = status.time("written_at").orElse(Instant.EPOCH);
    return Duration.between(written, now).compareTo(SILENCE) > 0
        ? Optional.of("the agent has told nothing since " + Amounts.ago(written, now) + ".")
        : Optional.empty();
  }

  List<String> lines() {
    var table = new Table();
    table.row(
        "Agent",
        "%s, process %d beside %s, %s, started %s"
            .formatted(
                status.text("version").orElse("?"),
                status.number("pid"),
                status.text("role").orElse("?"),
                status.text("phase").orElse("?"),
                ago(status.time("started_at"))));
    status.part("runtime").text("lifecycle").ifPresent(words -> table.row("Runtime", words));
    Document shipping = status.part("shipping");
    String state = shipping.text("state").orElse("?");
    if (state.equals("off")) {
      table.row("Shipping", "off: " + shipping.text("reason").orElse("?"));
    } else {
      shipping(table, shipping, state);
    }
    new HeartbeatReport(status, now).rows(table);
    var lines = new ArrayList<>(table.lines());
    lines.addAll(errors(shipping));
    return lines;
  }

  private void shipping(Table table, Document shipping, String state) {
    table.row("Shipping", state + shipping.text("held").map(why -> ": " + why).orElse(""));
    if (shipping.text("conditions").filter("ignored"::equals).isPresent()) {
      table.row("Store", "ignores conditions: it is right with one writer for each log only");
    }
    table.row("From", shipping.text("log_folder").orElse("?"));
    table.row("To", shipping.text("destination").orElse("?"));
    table.row("Logs", Amounts.count(shipping.number("tracked_logs"), "log") + " known");
    table.row(
        "Backlog",
        Amounts.count(shipping.number("backlog_files"), "log")
            + ", "
            + Amounts.bytes(shipping.number("backlog_bytes")));
    Document oldest = shipping.part("oldest_unshipped");
    oldest
        .text("log")
        .ifPresent(log -> table.row("Oldest", log + ", written " + ago(oldest.time("since"))));
    table.row("Last write", ago(shipping.time("last_progress")));
    Document unshipped = shipping.part("unshipped_files");
    for (String reason : unshipped.names()) {
      table.row("Unshipped", unshipped.number(reason) + " " + reason);
    }
  }

  private List<String> errors(Document shipping) {
    var lines = new ArrayList<String>();
    for (Document error : shipping.items("last_errors")) {
      if (lines.isEmpty()) {
        lines.add("Last errors");
      }
      lines.add(
          "  %s  %s: %s"
              .formatted(
                  ago(error.time("at")),
                  error.text("log").orElse("?"),
                  error.text("what").orElse("?")));
    }
    return lines;
  }

  private String ago(Optional<Instant> then) {
    return then.map(time -> Amounts.ago(time, now)).orElse("never");
  }
}
