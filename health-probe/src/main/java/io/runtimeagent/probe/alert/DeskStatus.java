package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Sink.Name;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The alerts as they stand, for people: `open` ones, `past` ones with the newest first, and how
/// each sink does.
public record DeskStatus(List<Alert> open, List<Incident> past, List<SinkStatus> sinks) {
  public DeskStatus {
    open = List.copyOf(open);
    past = List.copyOf(past);
    sinks = List.copyOf(sinks);
  }

  /// One sink: how many alerts it has not accepted as they stand and since when (the epoch where
  /// none), when it accepted something last, and what came of the last attempt, both null before
  /// there was any. `trouble` says what was wrong with it, empty when nothing.
  public record SinkStatus(
      Name name,
      boolean told,
      int waiting,
      Instant oldest,
      @Nullable Instant lastAccepted,
      @Nullable DeliveryResult lastResult,
      String trouble) {
    static SinkStatus untried(Name name) {
      return new SinkStatus(name, false, 0, Instant.EPOCH, null, null, "");
    }

    SinkStatus withBacklog(int count, Instant since) {
      return new SinkStatus(name, true, count, since, lastAccepted, lastResult, trouble);
    }

    SinkStatus after(DeliveryResult result, String words, Instant now) {
      Instant accepted = result == DeliveryResult.OK ? now : lastAccepted;
      return new SinkStatus(name, told, waiting, oldest, accepted, result, words);
    }
  }
}
