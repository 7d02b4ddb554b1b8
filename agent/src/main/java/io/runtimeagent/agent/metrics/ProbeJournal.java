package io.runtimeagent.agent.metrics;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.ClockChange;
import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.heartbeat.Transition;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/// Tells in the log what the probe found and did: ERROR where a person is needed, WARN where the
/// agent helps itself, INFO for its life. What does not change is told once.
public final class ProbeJournal implements ProbeListener {
  private final Logger logger = LoggerFactory.getLogger(ProbeJournal.class);
  private final AtomicReference<String> trouble = new AtomicReference<>("");

  @Override
  public void heard(ProbeEvent event) {
    switch (event) {
      case ProbeEvent.ObserverChosen(String source, String why) ->
          with(because(Level.INFO, why), "source", source).log("Airflow is asked.");
      case ProbeEvent.ObservationFailed(_, String words) -> failed(words);
      case ProbeEvent.HeartbeatJudged _ -> seen();
      case ProbeEvent.ClockChanged(ClockChange change, _) -> clock(change);
      case ProbeEvent.AirflowClockAdopted(var offset) ->
          with(logger.atLevel(Level.WARN), "offset_seconds", offset.toSeconds())
              .log("The heartbeat goes by our clock and this offset to Airflow's.");
      case ProbeEvent.AlertDecided(HeartbeatEvent decision) ->
          decided(decision.subject().word(), decision.transition(), decision.reasons());
      case ProbeEvent.ShippingAlertDecided(Transition transition, List<String> reasons) ->
          decided("shipping", transition, reasons);
      case ProbeEvent.DeliveryAttempted attempt -> delivered(attempt);
      case ProbeEvent.AlertSkipped(String sink) ->
          with(logger.atLevel(Level.INFO), "sink", sink)
              .log("A short alert was over before the sink could be told: it is not told now.");
      case ProbeEvent.DeadmanFailed(String words) ->
          because(Level.WARN, words).log("The dead-man service did not hear us.");
      case ProbeEvent.LeadershipChanged(Leadership leadership, String words) ->
          with(because(Level.INFO, words), "leadership", Labels.word(leadership))
              .log("Who sends the deployment's alerts changed.");
      case ProbeEvent.StateNotStored(String words) ->
          because(Level.WARN, words).log("Going on from memory.");
      case ProbeEvent.StateDiscarded(String words) ->
          because(Level.WARN, words).log("Going on without stored state.");
      case ProbeEvent.LoopFailed(String loop, Exception cause) ->
          with(logger.atLevel(Level.ERROR).setCause(cause), "loop", loop)
              .log("A loop met what it does not know, and goes on.");
      case ProbeEvent.TickCompleted _,
          ProbeEvent.RunCreated _,
          ProbeEvent.RunStarted _,
          ProbeEvent.RunFinished _,
          ProbeEvent.BacklogChanged _,
          ProbeEvent.DeadmanPinged _ -> {}
    }
  }

  private void failed(String words) {
    if (!words.equals(trouble.getAndSet(words))) {
      because(Level.WARN, words).log("Airflow cannot be read.");
    }
  }

  private void seen() {
    if (!trouble.getAndSet("").isEmpty()) {
      logger.info("Airflow can be read again.");
    }
  }

  private void clock(ClockChange change) {
    switch (change) {
      case COLD -> logger.info("The heartbeat begins anew: there is no fresh state.");
      case STEPPED_FORWARD, STEPPED_BACK, FROZEN ->
          with(logger.atLevel(Level.WARN), "change", Labels.word(change))
              .log("Time did not go by as it should: the heartbeat begins anew.");
      case NONE -> {}
    }
  }

  private void decided(String alert, Transition transition, List<String> reasons) {
    Level level =
        switch (transition) {
          case OPEN -> Level.ERROR;
          case UPDATE -> Level.WARN;
          case RESOLVE -> Level.INFO;
        };
    String message =
        switch (transition) {
          case OPEN -> "An alert opens.";
          case UPDATE -> "An alert changes.";
          case RESOLVE -> "An alert is over.";
        };
    with(with(logger.atLevel(level), "alert", alert), "reasons", String.join(" ", reasons))
        .log(message);
  }

  private void delivered(ProbeEvent.DeliveryAttempted attempt) {
    switch (attempt.result()) {
      case OK -> about(Level.DEBUG, attempt).log("A sink accepted an alert.");
      case RETRY ->
          because(about(Level.WARN, attempt), attempt.words())
              .log("A sink did not take an alert; it is tried again.");
      case DEAD ->
          because(about(Level.ERROR, attempt), attempt.words())
              .log("A sink refuses an alert; it is tried again in an hour.");
    }
  }

  private LoggingEventBuilder about(Level level, ProbeEvent.DeliveryAttempted attempt) {
    return with(logger.atLevel(level), "sink", attempt.sink());
  }

  private LoggingEventBuilder because(Level level, String reason) {
    return because(logger.atLevel(level), reason);
  }

  private static LoggingEventBuilder because(LoggingEventBuilder builder, String reason) {
    return with(builder, "reason", reason);
  }

  private static LoggingEventBuilder with(LoggingEventBuilder builder, String key, Object value) {
    return builder.addKeyValue(key, value);
  }
}
