package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.DeliveryPlan.Step;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryResult;
import io.runtimeagent.probe.event.ProbeListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings one sink to know every alert as it stands: one message at a time, at most two a second.
/// For use by one thread, [#status] by any.
final class Courier {
  private static final Duration SPACING = Duration.ofMillis(500);
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Sink sink;
  private final DeliveryPlan plan;
  private final Ledger ledger;
  private final Identity identity;
  private final Timing timing;
  private final ProbeListener listener;
  private final Map<String, Trial> trials = new HashMap<>();
  private int failures;

  /// Before this nothing is sent, since the sink asked for it or was told something just now.
  private long notBefore;

  /// Before this nothing is sent again that failed.
  private long notAgainBefore;

  private volatile DeskStatus.SinkStatus status;

  Courier(Sink sink, Ledger ledger, AlertDesk.Setup setup) {
    this.sink = sink;
    this.plan = new DeliveryPlan(sink.habits());
    this.ledger = ledger;
    this.identity = setup.identity();
    this.timing = setup.timing();
    this.listener = setup.listener();
    this.notBefore = timing.nanos().getAsLong();
    this.notAgainBefore = notBefore;
    this.status = DeskStatus.SinkStatus.untried(sink.name());
  }

  /// What became of one alert at this sink so far: `tried` is as it was when it failed last, `dead`
  /// what the sink refused, tried again at `deadUntil`.
  private record Trial(
      @Nullable Long toldAt,
      @Nullable Alert tried,
      int failures,
      @Nullable Alert dead,
      long deadUntil) {
    static final Trial NONE = new Trial(null, null, 0, null, 0);

    Trial told(long nanos) {
      return new Trial(nanos, null, 0, null, 0);
    }

    Trial failed(Alert alert) {
      return new Trial(toldAt, alert, failures(alert) + 1, null, 0);
    }

    Trial refused(Alert alert, long until) {
      return new Trial(toldAt, alert, failures(alert) + 1, alert, until);
    }

    /// How often in a row. An alert that opened or resolved since has not failed yet.
    int failures(Alert alert) {
      return tried != null && tried.isAt(alert) ? failures : 0;
    }
  }

  private record Task(Alert wanted, Step step, Duration dueIn, int failures) {
    boolean pending() {
      return !(step instanceof Step.Repeat);
    }
  }

  DeskStatus.SinkStatus status() {
    return status;
  }

  /// One look and at most one message; how long nothing is to be done then, unless the ledger
  /// changes.
  Duration turn() throws InterruptedException {
    Ledger.View view = ledger.view();
    List<Task> tasks = tasks(view);
    tell(tasks);
    Duration quiet = Duration.ofNanos(notBefore - timing.nanos().getAsLong());
    if (quiet.isPositive()) {
      return quiet;
    }
    Duration backoff = Duration.ofNanos(notAgainBefore - timing.nanos().getAsLong());
    Duration rest = backoff.isPositive() ? shorter(backoff, IDLE) : IDLE;
    Task next =
        tasks.stream()
            .filter(task -> task.failures() == 0 || !backoff.isPositive())
            .min(ORDER)
            .orElse(null);
    if (next == null) {
      return rest;
    }
    if (next.dueIn().isPositive()) {
      return shorter(next.dueIn(), rest);
    }
    perform(next);
    tell(tasks(ledger.view()));
    return Duration.ZERO;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /// What is due comes first, of that what failed least often, of that what is oldest: one message
  /// that is always refused holds up no other.
  private static final Comparator<Task> ORDER =
      Comparator.comparing(Task::dueIn)
          .thenComparing(Task::pending, Comparator.reverseOrder())
          .thenComparing(Task::failures)
          .thenComparing(task -> task.wanted().at());

  private List<Task> tasks(Ledger.View view) {
    long nanos = timing.nanos().getAsLong();
    List<Task> tasks = new ArrayList<>();
    for (Alert wanted : view.book().wanted().values()) {
      if (view.delivers(wanted)) {
        Task task = task(wanted, view.book().acked(sink.name().id(), wanted.dedupKey()), nanos);
        if (!(task.step() instanceof Step.Nothing)) {
          tasks.add(task);
        }
      }
    }
    return tasks;
  }

  private Task task(Alert wanted, @Nullable Acked acked, long nanos) {
    Trial trial = trials.getOrDefault(wanted.dedupKey(), Trial.NONE);
    Long toldAt = trial.toldAt();
    Duration since = toldAt == null ? null : Duration.ofNanos(nanos - toldAt);
    Step step = plan.next(wanted, acked, since, timing.now());
    Duration wait = step instanceof Step.Repeat repeat ? repeat.dueIn() : Duration.ZERO;
    if (wanted.equals(trial.dead())) {
      Duration dead = Duration.ofNanos(trial.deadUntil() - nanos);
      wait = dead.compareTo(wait) > 0 ? dead : wait;
    }
    return new Task(wanted, step, wait, trial.failures(wanted));
  }

  private void perform(Task task) throws InterruptedException {
    switch (task.step()) {
      case Step.Nothing() -> {}
      case Step.Pass(Alert alert, DeliveryPlan.Why why) -> {
        accept(alert);
        if (why == DeliveryPlan.Why.OVER) {
          listener.heard(new ProbeEvent.AlertSkipped(sink.name().label()));
        }
      }
      case Step.Tell(Message.Event event, Alert alert) -> send(task.wanted(), event, alert);
      case Step.Repeat(Message.Event event, Alert alert, _) -> send(task.wanted(), event, alert);
    }
  }

  private void accept(Alert alert) {
    ledger.change(book -> book.told(sink.name().id(), alert.dedupKey(), Acked.accepted(alert)));
  }

  private void send(Alert wanted, Message.Event event, Alert alert) throws InterruptedException {
    Acked before = ledger.view().book().acked(sink.name().id(), alert.dedupKey());
    boolean opening = event == Message.Event.OPEN;
    if (opening) {
      mark(alert, Acked.doubtful(alert));
    }
    SendOutcome outcome = sink.send(new Message(event, alert, identity, timing.now()));
    boolean surelyNot =
        outcome instanceof SendOutcome.Failed || outcome instanceof SendOutcome.Refused;
    if (opening && surelyNot) {
      mark(alert, before);
    }
    follow(outcome, wanted, alert);
  }

  private void mark(Alert alert, @Nullable Acked ack) {
    ledger.change(book -> book.told(sink.name().id(), alert.dedupKey(), ack));
  }

  private void follow(SendOutcome outcome, Alert wanted, Alert alert) {
    long nanos = timing.nanos().getAsLong();
    String key = alert.dedupKey();
    Trial trial = trials.getOrDefault(key, Trial.NONE);
    switch (outcome) {
      case SendOutcome.Accepted() -> {
        accept(alert);
        trials.put(key, trial.told(nanos));
        failures = 0;
        answered(nanos);
        heard(DeliveryResult.OK, "");
      }
      case SendOutcome.Failed(String words, Duration after) -> {
        trials.put(key, trial.failed(wanted));
        retry(words, after, nanos);
      }
      case SendOutcome.Doubtful(String words, Duration after) -> {
        trials.put(key, trial.failed(wanted));
        retry(words, after, nanos);
      }
      case SendOutcome.Refused(String words) -> {
        trials.put(key, trial.refused(wanted, nanos + Backoff.DEAD.toNanos()));
        answered(nanos);
        heard(DeliveryResult.DEAD, words);
      }
    }
  }

  /// The sink is there again: what failed need not wait any longer.
  private void answered(long nanos) {
    pause(SPACING, nanos);
    notAgainBefore = nanos;
  }

  private void retry(String words, Duration after, long nanos) {
    failures++;
    pause(after, nanos);
    notAgainBefore = nanos + Backoff.after(failures, after, timing.random()).toNanos();
    heard(DeliveryResult.RETRY, words);
  }

  private void pause(Duration time, long nanos) {
    notBefore = nanos + Math.max(time.toNanos(), SPACING.toNanos());
  }

  private void heard(DeliveryResult result, String words) {
    status = status.after(result, words, timing.now());
    listener.heard(new ProbeEvent.DeliveryAttempted(sink.name().label(), result, words));
  }

  /// Says how much waits, when that is news.
  private void tell(List<Task> tasks) {
    List<Alert> waiting = tasks.stream().filter(Task::pending).map(Task::wanted).toList();
    Instant oldest =
        waiting.stream().map(Alert::at).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    if (status.told() && status.waiting() == waiting.size() && status.oldest().equals(oldest)) {
      return;
    }
    status = status.withBacklog(waiting.size(), oldest);
    listener.heard(new ProbeEvent.BacklogChanged(sink.name().label(), waiting.size(), oldest));
  }
}
