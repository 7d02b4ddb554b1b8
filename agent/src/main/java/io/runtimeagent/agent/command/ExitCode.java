package io.runtimeagent.agent.command;

/// How a command ends, for scripts.
public enum ExitCode {
  /// Done, or the thing that was checked is so.
  DONE(0),
  /// The thing that was checked is not so, or something is left.
  NOT_SO(1),
  /// The command line or the configuration is wrong.
  USAGE(2);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
