package io.runtimeagent.agent.command;

import java.io.PrintWriter;
import java.util.Map;

/// Where a command is run: its streams, its environment, and who looks at the output.
public record Shell(
    PrintWriter out, PrintWriter err, Map<String, String> environment, Viewer viewer) {

  public Shell {
    environment = Map.copyOf(environment);
  }

  /// Who reads what a command prints.
  public enum Viewer {
    /// A person before a terminal, where a line can be drawn again.
    TERMINAL,
    /// A file, a pipe or a log collector.
    STREAM
  }
}
