package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.alert.Wish;
import io.runtimeagent.probe.heartbeat.HeartbeatEvent;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Reason;
import io.runtimeagent.probe.heartbeat.Tick;
import io.runtimeagent.probe.heartbeat.Transition;
import io.runtimeagent.probe.heartbeat.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What follows from a tick for the deployment's two alerts. It is wished for anew at each tick, so
/// that nothing is lost with who led before; an alert is closed on a decision or on proof, never
/// because a state that was lost does not know it.
final class AlertWishes {
  private static final int GOOD_READS = 2;

  private final Subject heartbeat;
  private final Subject observer;
  private final Parameters parameters;
  private final Windows maintenance;

  AlertWishes(ProbeConfig config, Windows maintenance) {
    this.heartbeat = Subject.heartbeat(config.deploymentId(), config.dagId());
    this.observer = Subject.observer(config.deploymentId(), config.dagId());
    this.parameters = config.numbers().heartbeat();
    this.maintenance = maintenance;
  }

  void tell(AlertDesk desk, Tick tick, Map<String, String> details) {
    HeartbeatState state = tick.watch().state();
    if (state == null) {
      return;
    }
    heartbeat(desk, state, tick, details);
    observer(desk, state, tick, details);
  }

  private void heartbeat(
      AlertDesk desk, HeartbeatState state, Tick tick, Map<String, String> details) {
    HeartbeatState.Alert alert = state.alert();
    Instant openedAt = alert.openedAt();
    if (openedAt != null) {
      List<String> reasons = alert.reasons().stream().sorted().map(Reason::name).toList();
      Wish.Held held = held(state, state.paused() ? Wish.Held.PAUSED : Wish.Held.NO);
      Wish.Open open = new Wish.Open(openedAt, reasons, alert.flapping(), held, details);
      desk.wish(heartbeat, tick.judgement() == null ? new Wish.Still(open) : open);
    } else if (resolved(tick, HeartbeatEvent.Subject.HEARTBEAT)) {
      desk.wish(heartbeat, new Wish.Closed(lasted(tick, HeartbeatEvent.Subject.HEARTBEAT)));
    } else if (well(tick.judgement())) {
      desk.wish(heartbeat, new Wish.Well());
    }
  }

  private void observer(
      AlertDesk desk, HeartbeatState state, Tick tick, Map<String, String> details) {
    Instant openedAt = state.observerOpenedAt();
    if (openedAt != null) {
      Wish.Held held = held(state, Wish.Held.NO);
      desk.wish(observer, new Wish.Open(openedAt, List.of("OBSERVER"), false, held, details));
    } else if (resolved(tick, HeartbeatEvent.Subject.OBSERVER)) {
      desk.wish(observer, new Wish.Closed(lasted(tick, HeartbeatEvent.Subject.OBSERVER)));
    } else if (tick.watch().goodReads() >= GOOD_READS) {
      desk.wish(observer, new Wish.Well());
    }
  }

  private Wish.Held held(HeartbeatState state, Wish.Held otherwise) {
    return maintenance.contain(state.seen()) ? Wish.Held.MAINTENANCE : otherwise;
  }

  private boolean well(@org.jspecify.annotations.Nullable Judgement judgement) {
    return judgement != null
        && judgement.reasons().isEmpty()
        && judgement.successes() >= parameters.resolveAfter()
        && (judgement.phase() == Judgement.Phase.OK
            || judgement.phase() == Judgement.Phase.SUSPECT);
  }

  private static boolean resolved(Tick tick, HeartbeatEvent.Subject subject) {
    return tick.events().stream()
        .anyMatch(e -> e.subject() == subject && e.transition() == Transition.RESOLVE);
  }

  private static Map<String, String> lasted(Tick tick, HeartbeatEvent.Subject subject) {
    return tick.events().stream()
        .filter(e -> e.subject() == subject)
        .findFirst()
        .map(e -> Map.of("lasted", Duration.between(e.openedAt(), e.at()).toSeconds() + " s"))
        .orElse(Map.of());
  }
}
