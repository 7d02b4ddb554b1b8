package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Assembly;
import io.runtimeagent.agent.run.Facts;
import io.runtimeagent.ship.DrainReport;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One pass over everything that is there.
final class ShipCommand implements Command {
  private final Shell shell;

  ShipCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "ship",
            "one pass: stores every byte that is present when it begins",
            """
            Looks at every log and its object, trusting no checkpoint, and stores what is missing;
            what grows meanwhile is not waited for. It works beside a running agent: it takes no
            lock, does not use the state directory, and the conditional writes of both keep each
            object right.

            On a terminal a bar shows how far it is, elsewhere a line every ten seconds does. It
            goes on through outages of the store, and gives up after two minutes without progress.
            """,
            List.of(
                "Everything is stored.",
                "Two minutes passed without progress, or a log cannot be stored; it names what is"
                    + " left."),
            """
            runtime-agent ship
            runtime-agent ship --source /mnt/old-logs --destination s3://bucket/logs
            """)
        .spec()
        .addOption(Manual.source())
        .addOption(Manual.destination())
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) throws InterruptedException {
    Optional<ConfigInput> input = Configured.input(shell, given);
    Optional<AgentConfig> config = input.flatMap(from -> Configured.read(shell, from));
    if (config.isEmpty() || !Configured.hasStore(shell, config.get())) {
      return ExitCode.USAGE;
    }
    Progress progress = Progress.on(shell);
    try (Assembly.Pass pass = Assembly.of(config.get(), input.get()).pass()) {
      DrainReport report = pass.run(progress::show);
      progress.clear();
      tell(given, report);
      return report.complete() ? ExitCode.DONE : ExitCode.NOT_SO;
    } catch (IOException e) {
      shell.err().println("runtime-agent: the log folder cannot be read: " + e);
      return ExitCode.NOT_SO;
    }
  }

  private void tell(ParseResult given, DrainReport report) {
    for (DrainReport.Left left : report.left()) {
      shell
          .err()
          .println(
              "left: %s: %s (%s)".formatted(left.log(), Amounts.bytes(left.bytes()), left.why()));
    }
    if (given.hasMatchedOption("--json")) {
      shell.out().println(JsonText.writeIndented(document(report)));
    } else {
      shell
          .out()
          .println(
              "%s looked at, %s stored, %s left."
                  .formatted(
                      Amounts.count(report.logs(), "log"),
                      Amounts.bytes(report.storedBytes()),
                      Amounts.count(report.left().size(), "log")));
    }
  }

  private static Json document(DrainReport report) {
    List<Json> left =
        report.left().stream()
            .map(
                log ->
                    new Facts()
                        .add("log", log.log().value())
                        .add("bytes", log.bytes())
                        .add("why", log.why())
                        .json())
            .toList();
    return new Facts()
        .add("logs", report.logs())
        .add("stored_bytes", report.storedBytes())
        .add("left", new Json.Items(left))
        .json();
  }
}
