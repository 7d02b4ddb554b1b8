package io.runtimeagent.agent.runtime;

import io.runtimeagent.agent.runtime.lifecycle.Lifecycle;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleStatus;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps the view of what is running up to date: a new day of UTC begins or the operator's file of
/// versions changes. Tells in the log what is running, and warns at the start and once a day while
/// its version should be replaced. It refuses nothing.
public final class RuntimeWatch implements AutoCloseable {
  private static final System.Logger logger = System.getLogger(RuntimeWatch.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final Container container;
  private final VersionsCatalog catalog;
  private final InstantSource clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable RuntimeView known;
  private @Nullable RuntimeView told;

  public RuntimeWatch(Container container, VersionsCatalog catalog, InstantSource clock) {
    this.container = container;
    this.catalog = catalog;
    this.clock = clock;
  }

  public void start() {
    logger.log(
        Level.INFO,
        "Image {0}, Runtime {1}, Airflow {2}, Python {3}, {4}, {5}.",
        container.imageTag().orElse("unknown"),
        container.runtimeVersionText().orElse("unknown"),
        container.airflowVersion().orElse("unknown"),
        container.pythonVersionText().orElse("unknown"),
        container.place().system().name(),
        container.place().architecture());
    for (Mismatch mismatch : view().mismatches()) {
      logger.log(
          Level.INFO,
          "{0} is {1}; images of this version of Runtime come with {2}.",
          mismatch.fact(),
          mismatch.seen(),
          mismatch.expected());
    }
    Thread.ofVirtual().name("runtime-watch").start(this::keepLooking);
  }

  /// What is known now.
  public RuntimeView view() {
    lock.lock();
    try {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      VersionsCatalog.Knowledge knowledge = catalog.on(today);
      RuntimeView view = known;
      if (view == null || changed(view, knowledge, today)) {
        view = RuntimeView.of(container, knowledge, today);
        known = view;
      }
      return view;
    } finally {
      lock.unlock();
    }
  }

  /// Looks once, and tells what is new.
  void look() {
    RuntimeView view = view();
    RuntimeView before = told;
    told = view;
    tellTrouble(view, before);
    Lifecycle lifecycle = view.lifecycle();
    boolean newDay = before == null || !before.lifecycle().day().equals(lifecycle.day());
    boolean newWords = before == null || !before.sentence().equals(view.sentence());
    if (lifecycle.status().needsAction() && (newDay || newWords)) {
      logger.log(Level.WARNING, "{0} Upgrade to a version that is maintained.", view.sentence());
    } else if (before == null || isOver(before, lifecycle.status())) {
      logger.log(Level.INFO, view.sentence());
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }

  private boolean changed(RuntimeView view, VersionsCatalog.Knowledge knowledge, LocalDate today) {
    return !view.lifecycle().day().equals(today) || !knowledge.equals(view.knowledge());
  }

  private static boolean isOver(@Nullable RuntimeView before, LifecycleStatus now) {
    return before != null && before.lifecycle().status().needsAction() && !now.needsAction();
  }

  private static void tellTrouble(RuntimeView view, @Nullable RuntimeView before) {
    Optional<String> last = before == null ? Optional.empty() : before.trouble();
    if (view.trouble().isPresent() && !view.trouble().equals(last)) {
      logger.log(Level.WARNING, view.trouble().get());
    } else if (view.trouble().isEmpty() && last.isPresent()) {
      logger.log(Level.INFO, "runtime_versions_file is in use again.");
    }
  }

  private void keepLooking() {
    try {
      do {
        look();
      } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
