package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Raises this agent's own alert over its shipping. It depends on no lease: a worker that is stuck
/// must not be silent because another agent leads.
public final class ShippingAlarm implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final AlertDesk desk;
  private final Subject subject;
  private final Supplier<ShippingSight> sight;
  private final ProbeListener listener;
  private final InstantSource clock;
  private final ShippingJudge judge = new ShippingJudge();
  private final CountDownLatch closing = new CountDownLatch(1);

  public ShippingAlarm(
      AlertDesk desk, Subject subject, Supplier<ShippingSight> sight, ProbeListener listener) {
    this.desk = desk;
    this.subject = subject;
    this.sight = sight;
    this.listener = listener;
    this.clock = InstantSource.system();
  }

  public void start() {
    Thread.ofVirtual().name("shipping-alarm").start(this::watch);
  }

  private void watch() {
    try {
      do {
        look();
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      judge.look(sight.get(), clock.instant()).ifPresent(this::tell);
    } catch (RuntimeException e) {
      listener.heard(new ProbeEvent.LoopFailed("shipping-alarm", e));
    }
  }

  private void tell(ShippingJudge.Verdict verdict) {
    desk.wish(subject, verdict.wish());
    if (verdict.news() != null) {
      listener.heard(new ProbeEvent.ShippingAlertDecided(verdict.news(), judge.reasons()));
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
