package io.runtimeagent.ship.log;

/// Answer to "open this log".
public sealed interface Opening {
  /// The caller closes the file.
  record Opened(LogFile file) implements Opening {}

  /// There is no such file (any more).
  record Gone() implements Opening {}

  /// A component is a symbolic link, or was swapped for one while we looked.
  record Linked(String detail) implements Opening {}

  /// A directory, a fifo, a socket, a device.
  record NotRegular() implements Opening {}

  /// It is there and cannot be read.
  record Unreadable(String reason) implements Opening {}
}
