package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// Where alerts are wished for, and from where they are delivered until every sink has accepted
/// them as they stand: level-triggered and at least once.
///
/// It begins as a follower: the alerts of the deployment are delivered only between [#lead] and
/// [#follow], this agent's own shipping alert always. All methods may be called by any thread, and
/// none waits for a sink.
public final class AlertDesk implements AutoCloseable {
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Setup setup;
  private final Set<String> sinkIds;
  private final Set<String> watched;
  private final Ledger ledger;
  private final List<Courier> couriers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /// `watched` are the alerts that this agent judges; an open one of any other key that stands in
  /// the stored state is told to be over, because nobody else will.
  public record Setup(
      Path stateDir,
      Identity identity,
      Set<Subject> watched,
      Timing timing,
      ProbeListener listener) {
    public Setup {
      Objects.requireNonNull(stateDir, "stateDir");
      Objects.requireNonNull(identity, "identity");
      Objects.requireNonNull(timing, "timing");
      Objects.requireNonNull(listener, "listener");
      watched = Set.copyOf(watched);
    }
  }

  public AlertDesk(Setup setup, List<Sink> sinks) {
    this.setup = Objects.requireNonNull(setup, "setup");
    this.sinkIds = sinks.stream().map(sink -> sink.name().id()).collect(Collectors.toSet());
    this.watched = setup.watched().stream().map(Subject::dedupKey).collect(Collectors.toSet());
    this.ledger = new Ledger(setup);
    sinks.forEach(sink -> couriers.add(new Courier(sink, ledger, setup)));
  }

  /// Goes on from the stored state and starts to deliver, with one thread for each sink.
  public void start() {
    open();
    for (Courier courier : couriers) {
      String name = "alert-" + courier.status().name().label();
      threads.add(Thread.ofVirtual().name(name).start(() -> deliver(courier)));
    }
  }

  /// Goes on from the stored state.
  void open() {
    ledger.open();
    settle();
  }

  /// Those who deliver, one for each sink.
  List<Courier> couriers() {
    return couriers;
  }

  /// Changes what an alert should be. It is on disk when this returns. What is wished for an alert
  /// of the deployment while this agent follows is left to the leader.
  public void wish(Subject subject, Wish wish) {
    if (subject.kind().shared() && !ledger.view().leading()) {
      return;
    }
    ledger.change(book -> book.wish(subject, wish, setup.timing().now()));
  }

  /// From now on this agent delivers the alerts of the deployment, as long as `maySend` says so: it
  /// is asked before each message.
  public void lead(BooleanSupplier maySend) {
    ledger.lead(maySend);
  }

  /// From now on this agent delivers the alerts of the deployment.
  public void lead() {
    lead(() -> true);
  }

  /// From now on another agent does.
  public void follow() {
    ledger.lead(() -> false);
  }

  /// The alerts of the deployment and what the sinks were told of them, for whoever leads next.
  public Json.Obj shared() {
    return BookJson.write(ledger.view().book().shared());
  }

  /// Goes on from what another agent has shared: of each alert, what changed last holds.
  public void adopt(Json.Obj shared) {
    AlertBook theirs = BookJson.read(shared);
    ledger.change(book -> book.merged(theirs));
    settle();
  }

  public DeskStatus status() {
    AlertBook book = ledger.view().book();
    return new DeskStatus(
        book.wanted().values().stream().filter(Alert::open).toList(),
        book.past().reversed(),
        couriers.stream().map(Courier::status).toList());
  }

  private void settle() {
    ledger.change(book -> book.settled(sinkIds, watched, setup.timing().now()));
  }

  private void deliver(Courier courier) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        long seen = ledger.view().version();
        ledger.await(seen, guarded(courier));
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private Duration guarded(Courier courier) throws InterruptedException {
    try {
      return courier.turn();
    } catch (RuntimeException e) {
      String loop = "alert-" + courier.status().name().label();
      setup.listener().heard(new ProbeEvent.LoopFailed(loop, e));
      return AFTER_FAULT;
    }
  }

  /// Stops delivering. Nothing more is sent: what is not told yet is stored, and told after the
  /// next start or by the next leader.
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(LAST_WORDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
