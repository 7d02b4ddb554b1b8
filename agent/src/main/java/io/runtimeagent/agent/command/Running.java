package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import io.runtimeagent.agent.logging.AgentLog;
import io.runtimeagent.agent.run.Assembly;
import io.runtimeagent.agent.run.Signals;
import io.runtimeagent.agent.run.Termination;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent itself, apart from its command line: it starts sooner without that.
public final class Running {
  private final Shell shell;
  private final Termination termination;

  Running(Shell shell, Termination termination) {
    this.shell = shell;
    this.termination = termination;
  }

  /// Runs until the process is told to end by a signal.
  public static ExitCode untilSignalled(Shell shell) throws InterruptedException {
    var termination = new Termination();
    Signals.handle(termination);
    return new Running(shell, termination).run();
  }

  /// Runs until the end. Everything is told in the log, faults of the configuration, too.
  ExitCode run() throws InterruptedException {
    var log = new AgentLog(shell.err());
    ConfigInput input = ConfigInput.of(shell.environment());
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Faulty faulty -> {
        log.json("INFO");
        faulty.faults().forEach(Running::tell);
        yield ExitCode.USAGE;
      }
      case ConfigOutcome.Valid(AgentConfig config, _, List<Note> notes) -> {
        log.json(config.logLevel().name());
        notes.forEach(note -> logger().warn(note.describe()));
        yield config.enabled() ? run(config, input) : disabled();
      }
    };
  }

  private ExitCode run(AgentConfig config, ConfigInput input) throws InterruptedException {
    boolean complete = Assembly.of(config, input).agent(termination).run().complete();
    return complete ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private static ExitCode disabled() {
    logger().info("[runtime_agent] enabled is false: nothing to do.");
    return ExitCode.DONE;
  }

  private static void tell(Fault fault) {
    logger()
        .atError()
        .addMarker(AgentLog.EACH)
        .addKeyValue("key", fault.key())
        .addKeyValue("source", fault.source())
        .log(fault.describe());
  }

  private static Logger logger() {
    return LoggerFactory.getLogger(Running.class);
  }
}
