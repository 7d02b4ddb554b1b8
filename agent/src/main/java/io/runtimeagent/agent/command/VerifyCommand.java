package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Assembly;
import io.runtimeagent.agent.run.ShipperConfigs;
import io.runtimeagent.ship.LogVerifier;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Reads objects back and compares them with the logs that are here.
final class VerifyCommand implements Command {
  private final Shell shell;

  VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "verify",
            "reads back: each object against its record, its record against the log",
            """
            Reads every object that has a log here, from its first byte to its last: its checksum
            must be what its record says, and the record's entry for this log must be the log's
            bytes. Lists logs without an object (missing), with an object that does not hold them
            (different), that grew in the last minute and are not stored to the end yet (behind,
            no fault), and those of which nothing could be found out (unverified). Changes nothing.
            """,
            List.of(
                "Every object holds its log; logs behind are no fault.",
                "A log is missing or different, or something could not be verified."),
            """
            runtime-agent verify
            runtime-agent verify --json | jq '.logs[] | select(.verdict == "different")'
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
    var verdicts = new Verdicts();
    try (ObjectStore store = Assembly.of(config.get(), input.get()).store()) {
      new LogVerifier(ShipperConfigs.forOnePass(config.get()), store, InstantSource.system())
          .verify(verdicts::add);
    } catch (IOException e) {
      shell.err().println("runtime-agent: the log folder cannot be read: " + e);
      return ExitCode.NOT_SO;
    }
    if (given.hasMatchedOption("--json")) {
      shell.out().println(JsonText.writeIndented(verdicts.json()));
    } else {
      verdicts.lines().forEach(shell.out()::println);
    }
    return verdicts.proven() ? ExitCode.DONE : ExitCode.NOT_SO;
  }
}
