package io.runtimeagent.probe.heartbeat;

import io.runtimeagent.probe.heartbeat.HeartbeatEvent.Subject;
import io.runtimeagent.probe.heartbeat.HeartbeatState.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The last step: what becomes of the heartbeat alert. `event` is null where nothing is told.
record Decision(Alert alert, @Nullable HeartbeatEvent event) {
  /// Forgets openings that no longer count for flapping.
  static Alert forget(Alert alert, Parameters parameters, Instant now) {
    if (alert.opens().isEmpty()) {
      return alert;
    }
    List<Instant> recent =
        alert.opens().stream()
            .filter(open -> open.plus(parameters.flapWindow()).isAfter(now))
            .toList();
    return new Alert(alert.openedAt(), alert.reasons(), alert.flapping(), recent);
  }

  static Decision of(Alert alert, Conditions conditions, Parameters parameters, Instant now) {
    Set<Reason> reasons = conditions.reasons();
    if (!alert.open()) {
      return reasons.isEmpty() ? new Decision(alert, null) : open(alert, reasons, parameters, now);
    }
    if (!reasons.isEmpty()) {
      return reasons.equals(alert.reasons())
          ? new Decision(alert, null)
          : told(
              new Alert(alert.openedAt(), reasons, alert.flapping(), alert.opens()),
              Transition.UPDATE,
              now);
    }
    int enough = alert.flapping() ? parameters.resolveAfterFlapping() : parameters.resolveAfter();
    return conditions.successes() >= enough ? resolve(alert, now) : new Decision(alert, null);
  }

  static Decision resolve(Alert alert, Instant now) {
    Instant openedAt = alert.openedAt() == null ? now : alert.openedAt();
    return new Decision(
        new Alert(null, Set.of(), alert.flapping(), alert.opens()),
        new HeartbeatEvent(
            now, Subject.HEARTBEAT, Transition.RESOLVE, List.of(), alert.flapping(), openedAt));
  }

  private static Decision open(
      Alert alert, Set<Reason> reasons, Parameters parameters, Instant now) {
    List<Instant> opens = new ArrayList<>(alert.opens());
    opens.add(now);
    boolean flapping = opens.size() >= parameters.flapOpens();
    return told(new Alert(now, reasons, flapping, opens), Transition.OPEN, now);
  }

  private static Decision told(Alert alert, Transition transition, Instant now) {
    List<String> words = new TreeSet<>(alert.reasons()).stream().map(Reason::name).toList();
    Instant openedAt = alert.openedAt() == null ? now : alert.openedAt();
    return new Decision(
        alert,
        new HeartbeatEvent(now, Subject.HEARTBEAT, transition, words, alert.flapping(), openedAt));
  }
}
