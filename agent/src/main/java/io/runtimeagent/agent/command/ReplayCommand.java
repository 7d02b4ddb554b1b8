package io.runtimeagent.agent.command;

import io.runtimeagent.probe.replay.HeartbeatReplay;
import io.runtimeagent.probe.replay.HeartbeatReplay.Outcome;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Runs the heartbeat over a recorded timeline.
final class ReplayCommand implements Command {
  private final Shell shell;

  ReplayCommand(Shell shell) {
    this.shell = shell;
  }

  /// The command that `replay` and `test-alert` are two of.
  static CommandSpec family() {
    return new Manual(
            "heartbeat",
            "the judgement over the monitoring DAG's runs",
            "Replays what the heartbeat would have said of a timeline, and tries the alerts out.\n",
            List.of("Done.", "An alert did not arrive."),
            """
            runtime-agent heartbeat replay timeline.json
            runtime-agent heartbeat test-alert
            """)
        .spec();
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "heartbeat replay",
            "prints the alerts that a recorded timeline would have raised",
            """
            Reads one JSON object (schedule, timezone, agent_start, until, runs, and lists of what
            went wrong when), runs the heartbeat's state machine over it, and prints one JSON
            object a line for each event. It needs no configuration and reads no clock.
            """,
            List.of("Replayed, also when nothing was raised."),
            "runtime-agent heartbeat replay timeline.json\n")
        .spec()
        .name("replay")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .paramLabel("FILE")
                .type(Path.class)
                .required(true)
                .description("The timeline; /dev/stdin reads standard input.")
                .build());
  }

  @Override
  public ExitCode run(ParseResult given) {
    Path file = given.matchedPositionalValue(0, Path.of(""));
    Outcome outcome;
    try (Reader timeline = Files.newBufferedReader(file)) {
      outcome = HeartbeatReplay.replay(timeline);
    } catch (NoSuchFileException _) {
      shell.err().println("runtime-agent: " + file + " cannot be read: it is not there");
      return ExitCode.USAGE;
    } catch (IOException e) {
      shell.err().println("runtime-agent: " + file + " cannot be read: " + e);
      return ExitCode.USAGE;
    }
    return switch (outcome) {
      case Outcome.Played(List<String> lines) -> {
        lines.forEach(shell.out()::println);
        yield ExitCode.DONE;
      }
      case Outcome.Refused(List<String> faults) -> {
        faults.forEach(fault -> shell.err().println("runtime-agent: " + fault));
        yield ExitCode.USAGE;
      }
    };
  }
}
