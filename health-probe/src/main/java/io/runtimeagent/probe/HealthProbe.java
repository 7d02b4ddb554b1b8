package io.runtimeagent.probe;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.lease.PatientLease;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Watches over the monitoring DAG: asks Airflow at every tick, judges what it says, keeps the
/// lease, and wishes for alerts. Two threads: one asks and judges, the other one looks after the
/// lease, so that neither waits for the other's server. Nothing but [#close] ends them.
public final class HealthProbe implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final Duration every;
  private final Observer observer;
  private final ProbeListener listener;
  private final ProbeCore core;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch leaseAsked = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Semaphore news = new Semaphore(0);

  public HealthProbe(ProbeConfig config, ProbeParts parts) {
    this.every = config.numbers().tick();
    this.observer = parts.observer();
    this.listener = parts.listener();
    this.core = new ProbeCore(config, patient(config, parts), UUID.randomUUID().toString());
  }

  /// A store that hangs must not keep the lease's thread until its time is over.
  private static ProbeParts patient(ProbeConfig config, ProbeParts parts) {
    Duration patience = config.numbers().lease().expiry().dividedBy(6);
    return new ProbeParts(
        parts.observer(),
        parts.lease().map(lease -> new PatientLease(lease, patience)),
        parts.desk(),
        parts.wellness(),
        parts.listener(),
        parts.clock());
  }

  public void start() {
    if (core.open()) {
      threads.add(Thread.ofVirtual().name("lease").start(this::keepLease));
    } else {
      leaseAsked.countDown();
    }
    threads.add(Thread.ofVirtual().name("heartbeat").start(this::watch));
  }

  public ProbeStatus status() {
    return core.status();
  }

  /// Whether this agent sends for the deployment now.
  public boolean leads() {
    return core.leads();
  }

  private void watch() {
    try {
      boolean unused = leaseAsked.await(every.toNanos(), TimeUnit.NANOSECONDS);
      long next = System.nanoTime();
      do {
        tick();
        next = Math.max(next + every.toNanos(), System.nanoTime());
      } while (!closing.await(next - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    core.end();
  }

  private void tick() throws InterruptedException {
    try {
      Observed observed = observer.observe();
      if (core.tick(observed, observer.source())) {
        news.release();
      }
    } catch (RuntimeException e) {
      listener.heard(new ProbeEvent.LoopFailed("heartbeat", e));
    }
  }

  private void keepLease() {
    try {
      while (closing.getCount() > 0) {
        Duration rest = round();
        leaseAsked.countDown();
        boolean unused = news.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS);
        news.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    release();
  }

  private Duration round() {
    try {
      return core.round();
    } catch (RuntimeException e) {
      listener.heard(new ProbeEvent.LoopFailed("lease", e));
      return AFTER_FAULT;
    }
  }

  private void release() {
    try {
      core.release();
    } catch (RuntimeException e) {
      listener.heard(new ProbeEvent.LoopFailed("lease", e));
    }
  }

  /// Stores what is known and gives the lease back, for as long as that takes, but no longer than a
  /// few seconds.
  @Override
  public void close() {
    closing.countDown();
    news.release();
    try {
      for (Thread thread : threads) {
        if (!thread.join(LAST_WORDS)) {
          thread.interrupt();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
