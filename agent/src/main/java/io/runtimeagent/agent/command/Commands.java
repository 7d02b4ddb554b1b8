package io.runtimeagent.agent.command;

import io.runtimeagent.agent.logging.AgentLog;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line: finds the command that was meant and runs it.
public final class Commands {
  private final Shell shell;
  private final String version;
  private final Map<CommandSpec, Command> commands = new LinkedHashMap<>();

  public Commands(Shell shell, String version) {
    this.shell = shell;
    this.version = version;
  }

  /// Runs the command that `arguments` name, to its end.
  public ExitCode execute(String... arguments) throws InterruptedException {
    new AgentLog(shell.err()).plain();
    var line = new CommandLine(root());
    try {
      return execute(line.parseArgs(arguments));
    } catch (ParameterException e) {
      return misused(e);
    } finally {
      shell.out().flush();
      shell.err().flush();
    }
  }

  private ExitCode execute(ParseResult root) throws InterruptedException {
    ParseResult given = root;
    while (!given.isUsageHelpRequested() && given.hasSubcommand()) {
      given = given.subcommand();
    }
    CommandSpec spec = given.commandSpec();
    if (given.isUsageHelpRequested()) {
      spec.commandLine().usage(shell.out(), Ansi.OFF);
      return ExitCode.DONE;
    }
    if (given.isVersionHelpRequested()) {
      shell.out().println(version);
      return ExitCode.DONE;
    }
    Command command = commands.get(spec);
    if (command == null) {
      throw new ParameterException(spec.commandLine(), "Which command?");
    }
    return command.run(given);
  }

  private ExitCode misused(ParameterException e) {
    PrintWriter err = shell.err();
    err.println("runtime-agent: " + words(e));
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '%s --help'.".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.USAGE;
  }

  private static String words(ParameterException e) {
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      String given = unmatched.getUnmatched().getFirst();
      return e.getCommandLine().getSubcommands().isEmpty()
          ? "'" + given + "' is one argument too many."
          : "There is no command '" + given + "'.";
    }
    return String.valueOf(e.getMessage());
  }

  private CommandSpec root() {
    CommandSpec root =
        new Manual(
                "runtime-agent",
                "ships Airflow's task logs while they are written, and watches Airflow",
                """
                Runs beside Airflow in every scheduler, worker, triggerer and dag-processor.
                It keeps one object per task log equal to the log, in S3, Google Cloud Storage,
                Azure Blob or a folder, and tells Prometheus and people what it does.

                It is configured as one more section of Airflow's own configuration; what Airflow
                already says is not asked again. 'runtime-agent config' shows what is in effect.
                """,
                List.of("Done.", "The thing checked is not so."),
                """
                runtime-agent run              the agent, until it is told to end
                runtime-agent check            does the set-up work?
                runtime-agent COMMAND --help   the manual of one command
                """)
            .spec();
    for (Command command : all()) {
      CommandSpec spec = command.spec();
      commands.put(spec, command);
      root.addSubcommand(spec.name(), spec);
    }
    root.addSubcommand("heartbeat", heartbeat());
    return root;
  }

  private CommandSpec heartbeat() {
    CommandSpec heartbeat = ReplayCommand.family();
    for (Command command : List.of(new ReplayCommand(shell), new TestAlertCommand(shell))) {
      CommandSpec spec = command.spec();
      commands.put(spec, command);
      heartbeat.addSubcommand(spec.name(), spec);
    }
    return heartbeat;
  }

  private List<Command> all() {
    return List.of(
        new RunCommand(shell),
        new ShipCommand(shell),
        new VerifyCommand(shell),
        new CheckCommand(shell),
        new StatusCommand(shell, InstantSource.system()),
        new ConfigCommand(shell),
        new InfoCommand(shell, InstantSource.system()),
        new LifecycleCommand(shell, InstantSource.system()));
  }
}
