package io.runtimeagent.ship.mirror;

import io.runtimeagent.ship.log.LogAttributes;
import io.runtimeagent.ship.log.LogFile;

/// One file of a log as it is now, open. `end` is as far as it may be stored in this step, `tail`
/// what may be done with bytes behind the last complete line.
public record Member(LogFile file, LogAttributes attributes, long end, Tail tail) {

  public Member {
    if (end > attributes.size()) {
      throw new IllegalArgumentException(
          "End " + end + " is behind the size " + attributes.size() + ".");
    }
  }

  /// An unterminated line is stored only when the log is quiet, is drained, or has moved on to
  /// another file.
  public enum Tail {
    HOLD,
    STORE
  }
}
