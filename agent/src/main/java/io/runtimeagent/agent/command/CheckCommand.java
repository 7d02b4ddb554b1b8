package io.runtimeagent.agent.command;

import io.runtimeagent.agent.command.Finding.Mark;
import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Proves the set-up, one line for each thing.
final class CheckCommand implements Command {
  private final Shell shell;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "check",
            "does the set-up work? one line for each thing, paging nobody",
            """
            Reads the configuration; looks at the log folder and the state directory; creates a
            small object under the destination's .runtime-agent/canary/, changes it on a condition,
            sees that a stale change is refused, and deletes it. Warns where the store keeps a copy
            of a log at every update (versioning, soft delete), and where Airflow's own uploading is
            left on, because objects would then hold each log twice, and where Airflow's pages would
            look for logs elsewhere or not at all. Asks Airflow for the monitoring DAG, and each
            alert sink whether it would take an alert.
            """,
            List.of("Everything works; warnings are no fault.", "Something does not work."),
            """
            runtime-agent check
            runtime-agent check --json | jq -e 'all(.checks[]; .result != "failed")'
            """)
        .spec()
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) throws InterruptedException {
    ConfigInput input = ConfigInput.of(shell.environment());
    var findings = new ArrayList<Finding>();
    ExitCode worst =
        switch (ConfigLoader.load(input)) {
          case ConfigOutcome.Faulty faulty -> {
            faulty.faults().stream().map(CheckCommand::finding).forEach(findings::add);
            yield ExitCode.USAGE;
          }
          case ConfigOutcome.Valid(AgentConfig config, _, var notes) -> {
            findings.add(new Finding(Mark.OK, "configuration", ""));
            notes.forEach(
                note -> findings.add(new Finding(Mark.WARNING, "configuration", note.describe())));
            findings.addAll(new SetUp(config, input).findings());
            yield ExitCode.DONE;
          }
        };
    tell(given, findings);
    boolean failed = findings.stream().anyMatch(finding -> finding.mark() == Mark.FAILED);
    return failed && worst == ExitCode.DONE ? ExitCode.NOT_SO : worst;
  }

  private static Finding finding(Fault fault) {
    return new Finding(Mark.FAILED, "configuration", fault.describe());
  }

  private void tell(ParseResult given, List<Finding> findings) {
    if (given.hasMatchedOption("--json")) {
      List<Json> checks = findings.stream().map(CheckCommand::json).toList();
      Json document = new Facts().add("checks", new Json.Items(checks)).json();
      shell.out().println(JsonText.writeIndented(document));
      return;
    }
    var table = new Table();
    findings.forEach(finding -> table.row(word(finding), finding.what(), finding.detail()));
    table.lines().forEach(shell.out()::println);
  }

  private static Json json(Finding finding) {
    return new Facts()
        .add("result", word(finding))
        .add("check", finding.what())
        .add("detail", finding.detail())
        .json();
  }

  private static String word(Finding finding) {
    return finding.mark().name().toLowerCase(Locale.ROOT);
  }
}
