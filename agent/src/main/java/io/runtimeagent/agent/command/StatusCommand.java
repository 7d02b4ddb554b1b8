package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Prints what the running agent is doing.
final class StatusCommand implements Command {
  private final Shell shell;
  private final InstantSource clock;

  StatusCommand(Shell shell, InstantSource clock) {
    this.shell = shell;
    this.clock = clock;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "status",
            "what the running agent is doing",
            """
            Reads status.json in the state directory, which the agent writes every few seconds: it
            needs no login and works when the HTTP port is off.
            """,
            List.of("The agent runs.", "No agent runs here, or it has not told for a while."),
            """
            runtime-agent status
            runtime-agent status --json | jq .shipping.backlog_bytes
            """)
        .spec()
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) {
    Optional<AgentConfig> config = Configured.read(shell, ConfigInput.of(shell.environment()));
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    Path file = config.get().stateDir().resolve("status.json");
    try {
      String text = Files.readString(file);
      var report = new StatusReport(new Document(JsonText.parse(text)), clock.instant());
      if (given.hasMatchedOption("--json")) {
        shell.out().println(text.strip());
      } else {
        report.lines().forEach(shell.out()::println);
      }
      report.trouble().ifPresent(why -> shell.err().println("runtime-agent: " + why));
      return report.trouble().isEmpty() ? ExitCode.DONE : ExitCode.NOT_SO;
    } catch (IOException e) {
      shell.err().println("runtime-agent: no agent has told its status in " + file + ".");
      return ExitCode.NOT_SO;
    } catch (JsonException e) {
      shell.err().println("runtime-agent: " + file + " is no status: " + e.getMessage());
      return ExitCode.NOT_SO;
    }
  }
}
