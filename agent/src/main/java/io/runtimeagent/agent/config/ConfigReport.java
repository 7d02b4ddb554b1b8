package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The configuration as people and programs are shown it: every key, the value that holds, where it
/// came from, and what is wrong with it. Nothing secret is in it.
public final class ConfigReport {
  private static final int WIDEST_KEY = 30;

  private final ConfigOutcome outcome;

  public ConfigReport(ConfigOutcome outcome) {
    this.outcome = outcome;
  }

  /// For people: the keys by section, then notes and faults.
  public String text() {
    Map<String, List<ConfigRow>> sections =
        outcome.rows().stream()
            .collect(
                Collectors.groupingBy(ConfigRow::section, LinkedHashMap::new, Collectors.toList()));
    StringBuilder text = new StringBuilder();
    sections.forEach((section, rows) -> text.append(section(section, rows)).append('\n'));
    outcome.notes().forEach(note -> text.append("note: ").append(note.describe()).append('\n'));
    text.append(faultLines());
    return text.toString();
  }

  /// The faults alone, a line each; empty when there are none.
  public String faultLines() {
    return faults().stream()
        .map(fault -> "fault: " + fault.describe() + "\n")
        .collect(Collectors.joining());
  }

  private static String section(String name, List<ConfigRow> rows) {
    String title = name.isEmpty() ? "environment" : "[" + name + "]";
    return title + "\n" + rows.stream().map(ConfigReport::line).collect(Collectors.joining());
  }

  private static String line(ConfigRow row) {
    String key = row.key() + " ".repeat(Math.max(0, WIDEST_KEY - row.key().length()));
    String value = row.value().isEmpty() ? "" : " " + row.value();
    return "%s =%s  (%s)%n".formatted(key, value, row.source());
  }

  /// For programs: one JSON object with `settings`, `notes` and `faults`.
  public String json() {
    Map<String, Json> report = new LinkedHashMap<>();
    report.put(
        "settings", new Json.Items(outcome.rows().stream().map(ConfigReport::json).toList()));
    report.put("notes", new Json.Items(outcome.notes().stream().map(ConfigReport::json).toList()));
    report.put("faults", new Json.Items(faults().stream().map(ConfigReport::json).toList()));
    return JsonText.writeIndented(new Json.Members(report));
  }

  private List<Fault> faults() {
    return switch (outcome) {
      case ConfigOutcome.Valid _ -> List.of();
      case ConfigOutcome.Faulty(List<Fault> faults, _, _) -> faults;
    };
  }

  private static Json json(ConfigRow row) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("section", row.section().isEmpty() ? new Json.Null() : Json.of(row.section()));
    members.put("key", Json.of(row.key()));
    members.put("value", row.value().isEmpty() ? new Json.Null() : Json.of(row.value()));
    members.put("source", Json.of(row.source()));
    return new Json.Members(members);
  }

  private static Json json(Note note) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("key", Json.of(note.key()));
    members.put("source", Json.of(note.source()));
    members.put("text", Json.of(note.text()));
    return new Json.Members(members);
  }

  private static Json json(Fault fault) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("key", Json.of(fault.key()));
    members.put("source", Json.of(fault.source()));
    members.put("value", fault.value().isEmpty() ? new Json.Null() : Json.of(fault.value()));
    members.put("accepted", Json.of(fault.accepted()));
    return new Json.Members(members);
  }
}
