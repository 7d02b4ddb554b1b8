package io.runtimeagent.agent.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.observe.Observed;
import io.runtimeagent.probe.observe.Observer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// An observer that, when Airflow refuses us, is made anew from the configuration as it reads then,
/// at most once a minute: a command may give another password than it did. Where that reads as it
/// did, the observer stays, which asks less and less often then.
final class RenewingObserver implements Observer {
  private static final System.Logger logger = System.getLogger(RenewingObserver.class.getName());
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  private final Supplier<Optional<Observer>> opener;
  private final LongSupplier nanoTime;
  private Observer current;
  private long openedAt;

  /// `opener` gives nothing where the configuration reads as before, or cannot be read as it is.
  RenewingObserver(Observer first, Supplier<Optional<Observer>> opener, LongSupplier nanoTime) {
    this.current = first;
    this.opener = opener;
    this.nanoTime = nanoTime;
    this.openedAt = nanoTime.getAsLong();
  }

  @Override
  public Observed observe() throws InterruptedException {
    Observed observed = current.observe();
    if (observed instanceof Observed.Failed(Reading.Kind kind, _) && kind == Reading.Kind.AUTH) {
      renew();
    }
    return observed;
  }

  @Override
  public String source() {
    return current.source();
  }

  @Override
  public void close() {
    current.close();
  }

  /// The read that was refused stays refused: the next one goes by what was read anew.
  private void renew() {
    long now = nanoTime.getAsLong();
    if (now - openedAt < BETWEEN.toNanos()) {
      return;
    }
    openedAt = now;
    opener
        .get()
        .ifPresent(
            next -> {
              current.close();
              current = next;
              logger.log(Level.INFO, "Airflow refused us: the configuration was read anew.");
            });
  }
}
