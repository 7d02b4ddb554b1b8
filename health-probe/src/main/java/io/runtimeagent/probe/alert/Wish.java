package io.runtimeagent.probe.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What an alert should be from now on, as whoever judges sees it. To wish the same again changes
/// nothing.
public sealed interface Wish {
  /// It is open. `held` says why it neither changes nor resolves for now; `details` are told with
  /// the next change and make none by themselves.
  record Open(
      Instant openedAt,
      List<String> reasons,
      boolean flapping,
      Held held,
      Map<String, String> details)
      implements Wish {
    public Open {
      reasons = List.copyOf(reasons);
      details = Map.copyOf(details);
    }
  }

  /// It was open when that was last known: opens what is not, and repeats nothing, since it may be
  /// over by now.
  record Still(Open open) implements Wish {}

  /// It was judged to be over. An alert that is not open stays as it is.
  record Closed(Map<String, String> details) implements Wish {
    public Closed {
      details = Map.copyOf(details);
    }
  }

  /// All is proven to be well, by more than the want of bad news. Closes what is open, and where
  /// nothing is known of the alert, tells once that it is resolved: that ends what a lost state may
  /// have left open.
  record Well() implements Wish {}

  /// Why an open alert is held.
  enum Held {
    NO(""),
    PAUSED("the monitoring DAG is paused"),
    MAINTENANCE("a maintenance window is on");

    private final String why;

    Held(String why) {
      this.why = why;
    }

    /// The reason for people, empty where it is not held.
    public String why() {
      return why;
    }
  }
}
