package io.runtimeagent.agent.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One command of the command line.
interface Command {
  /// Its name, options and manual.
  CommandSpec spec();

  /// Does it. Facts go to the shell's output, troubles to its error output.
  ExitCode run(ParseResult given) throws InterruptedException;
}
