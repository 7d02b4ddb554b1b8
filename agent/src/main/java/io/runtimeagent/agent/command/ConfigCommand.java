package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.ConfigRow;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Facts;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Shows what is in effect, and where it came from.
final class ConfigCommand implements Command {
  private final Shell shell;

  ConfigCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "config",
            "every effective setting, its value and where it came from",
            """
            Lists each key of [runtime_agent] and each setting of Airflow's own that the agent
            reads, with the value in effect and its source: the environment, airflow.cfg, a
            command, or the default. Secrets are masked. Faults are told on stderr, all together.
            """,
            List.of("The configuration can be worked with."),
            """
            runtime-agent config
            runtime-agent config --json | jq '.settings[] | select(.source != "default")'
            """)
        .spec()
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) {
    ConfigOutcome outcome = ConfigLoader.load(ConfigInput.of(shell.environment()));
    List<Fault> faults =
        outcome instanceof ConfigOutcome.Faulty faulty ? faulty.faults() : List.of();
    if (given.hasMatchedOption("--json")) {
      shell.out().println(JsonText.writeIndented(document(outcome, faults)));
    } else {
      print(outcome, faults);
    }
    return faults.isEmpty() ? ExitCode.DONE : ExitCode.USAGE;
  }

  private void print(ConfigOutcome outcome, List<Fault> faults) {
    var table = new Table();
    for (ConfigRow row : outcome.rows()) {
      table.row(label(row), row.value().isEmpty() ? "-" : row.value(), row.source());
    }
    table.lines().forEach(shell.out()::println);
    for (Note note : outcome.notes()) {
      shell.err().println("note: " + note.describe());
    }
    for (Fault fault : faults) {
      shell.err().println("runtime-agent: " + fault.describe());
    }
  }

  private static String label(ConfigRow row) {
    return row.section().isEmpty() ? row.key() : "[" + row.section() + "] " + row.key();
  }

  private static Json document(ConfigOutcome outcome, List<Fault> faults) {
    return new Facts()
        .add("settings", new Json.Items(outcome.rows().stream().map(ConfigCommand::json).toList()))
        .add("notes", new Json.Items(outcome.notes().stream().map(ConfigCommand::json).toList()))
        .add("faults", new Json.Items(faults.stream().map(ConfigCommand::json).toList()))
        .json();
  }

  private static Json json(ConfigRow row) {
    return new Facts()
        .add("section", row.section())
        .add("key", row.key())
        .add("value", row.value())
        .add("source", row.source())
        .json();
  }

  private static Json json(Note note) {
    return new Facts()
        .add("key", note.key())
        .add("source", note.source())
        .add("text", note.text())
        .json();
  }

  private static Json json(Fault fault) {
    return new Facts()
        .add("key", fault.key())
        .add("source", fault.source())
        .add("value", fault.value())
        .add("accepted", fault.accepted())
        .json();
  }
}
