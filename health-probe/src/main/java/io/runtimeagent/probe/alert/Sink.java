package io.runtimeagent.probe.alert;

import java.time.Duration;

/// Somewhere that alerts go. Sending the same message twice does no harm: the dedup key makes one
/// incident of them.
public interface Sink {
  Name name();

  /// Sends one message, once. Ends within the sink's own time-out.
  SendOutcome send(Message message) throws InterruptedException;

  /// Proves that messages would be accepted, without paging anybody.
  SendOutcome check(Identity identity) throws InterruptedException;

  Habits habits();

  /// How a sink is called: `label` in metrics and lines, bounded and the same in every deployment;
  /// `id` in the stored state, another one when it leads elsewhere; `service` shows people where it
  /// leads, without what is secret in it.
  record Name(String label, String id, String service) {}

  /// What a sink wants to be told. `refresh` is how often an open alert must be told anew to stay
  /// open, zero for never; a resolve is then repeated for a while too.
  record Habits(Updates updates, Orphans orphans, Duration refresh) {}

  enum Updates {
    WANTED,
    /// People read it: only the opening and the end.
    UNWANTED
  }

  enum Orphans {
    /// A resolve for what is not open is dropped over there.
    RESOLVED,
    /// It would be one more line to read.
    LEFT
  }
}
