package io.runtimeagent.agent.command;

/// One line of `check`.
record Finding(Mark mark, String what, String detail) {

  /// How it went.
  enum Mark {
    OK,
    /// It works, but not as its owner may think.
    WARNING,
    FAILED,
    /// It was not tried, because something before it failed or it is not configured.
    SKIPPED
  }
}
