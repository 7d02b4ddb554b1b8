package io.runtimeagent.agent.metrics;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.HoldCause;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.log.LogPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Tells what happened in the log: ERROR where data is lost or a person is needed, WARN where the
/// agent helps itself, INFO for its life, DEBUG for each write.
public final class ShipJournal implements ShipListener {
  private final Logger logger = LoggerFactory.getLogger(ShipJournal.class);

  @Override
  public void happened(ShipEvent event) {
    switch (event) {
      case ShipEvent.LogFound(LogPath log) -> about(Level.DEBUG, log).log("A log was found.");
      case ShipEvent.ObjectCreated(LogPath log) ->
          about(Level.DEBUG, log).log("A log got its object.");
      case ShipEvent.BytesStored stored -> grew(stored);
      case ShipEvent.SegmentBegan(LogPath log, var cause) ->
          because(about(Level.INFO, log), Labels.word(cause)).log("A new segment begins.");
      case ShipEvent.BytesLost lost -> lost(lost);
      case ShipEvent.LogUnshipped unshipped -> unshipped(unshipped);
      case ShipEvent.LogResumed(LogPath log) ->
          about(Level.INFO, log).log("A log that could not be stored is in the way no longer.");
      case ShipEvent.AttemptFailed failed -> failed(failed);
      case ShipEvent.StoreHeld(HoldCause cause, String reason) -> held(cause, reason);
      case ShipEvent.StoreReleased(var held) ->
          with(at(Level.INFO), "seconds", held.toSeconds()).log("The store takes writes again.");
      case ShipEvent.StandbyBegan(String holder) ->
          tell(Level.INFO, holder, "Another agent holds the log folder: standing by.");
      case ShipEvent.StandbyEnded(String reason) ->
          tell(Level.INFO, reason, "Standing by has ended: shipping.");
      case ShipEvent.WatchUnavailable(String reason) ->
          warn(reason, "Changes are found by looking: there is no notification.");
      case ShipEvent.CheckpointFailed(String reason) ->
          warn(reason, "No checkpoint: a restart costs a request per log.");
      case ShipEvent.LockUnavailable(String reason) ->
          warn(reason, "The log folder cannot be locked: every agent on it ships.");
      case ShipEvent.StoreProven(Conditions conditions) -> proven(conditions);
      case ShipEvent.SweepFailed(String reason) ->
          warn(reason, "What broken writes left behind stays for an hour.");
      case ShipEvent.ListingFailed(String reason) ->
          warn(reason, "The objects cannot be listed: each log costs a request.");
      case ShipEvent.FolderReconciled(int logs, var took) ->
          with(with(at(Level.DEBUG), "logs", logs), "ms", took.toMillis())
              .log("The whole log folder was looked at.");
      case ShipEvent.FolderUnreadable(String reason) ->
          warn(reason, "The log folder cannot be read.");
      case ShipEvent.PassBroken(String reason) ->
          tell(Level.ERROR, reason, "A fault in the agent: shipping begins anew.");
    }
  }

  private void grew(ShipEvent.BytesStored stored) {
    var builder = with(about(Level.DEBUG, stored.log()), "bytes", stored.bytes());
    with(builder, "freshness_ms", stored.freshness().toMillis()).log("An object grew.");
  }

  private void lost(ShipEvent.BytesLost lost) {
    because(with(about(Level.ERROR, lost.log()), "bytes", lost.bytes()), Labels.word(lost.reason()))
        .log("Bytes were gone before they could be stored.");
  }

  private void unshipped(ShipEvent.LogUnshipped event) {
    with(
            because(about(Level.WARN, event.log()), Labels.word(event.reason())),
            "detail",
            event.detail())
        .log("A log cannot be stored for now; the others go on.");
  }

  private void failed(ShipEvent.AttemptFailed failed) {
    because(with(about(Level.WARN, failed.log()), "outcome", failed.outcome()), failed.reason())
        .log("A request did not succeed and will be repeated.");
  }

  private void held(HoldCause cause, String reason) {
    switch (cause) {
      case REFUSED ->
          tell(
              Level.ERROR,
              reason,
              "The store refuses us: nothing is lost, shipping waits until it is put right.");
      case UNAVAILABLE -> warn(reason, "The store is away: shipping waits for it.");
    }
  }

  private void proven(Conditions conditions) {
    switch (conditions) {
      case HONOURED -> at(Level.INFO).log("The store honours the conditions of writes.");
      case IGNORED ->
          at(Level.ERROR)
              .log(
                  "The store ignores the conditions of writes: a log that two agents write, on two"
                      + " hosts in turn say, may lose bytes.");
      case UNPROVEN -> at(Level.DEBUG).log("Whether the store honours conditions is not known.");
    }
  }

  private void warn(String reason, String message) {
    tell(Level.WARN, reason, message);
  }

  private void tell(Level level, String reason, String message) {
    because(at(level), reason).log(message);
  }

  private LoggingEventBuilder at(Level level) {
    return logger.atLevel(level);
  }

  private LoggingEventBuilder about(Level level, LogPath log) {
    return with(at(level), "log", log.value());
  }

  private static LoggingEventBuilder because(LoggingEventBuilder builder, String reason) {
    return with(builder, "reason", reason);
  }

  private static LoggingEventBuilder with(LoggingEventBuilder builder, String key, Object value) {
    return builder.addKeyValue(key, value);
  }
}
