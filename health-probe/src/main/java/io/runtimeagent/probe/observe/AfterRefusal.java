package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Leaves an Airflow that refuses us alone for a while, longer each time: whoever tries a wrong
/// password again and again gets the account locked. Meanwhile the refusal is told anew.
public final class AfterRefusal implements Observer {
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Observer observer;
  private final LongSupplier nanoTime;
  private Observed.@Nullable Failed refusal;
  private Duration pause = FIRST;
  private long refusedAt;

  public AfterRefusal(Observer observer, LongSupplier nanoTime) {
    this.observer = observer;
    this.nanoTime = nanoTime;
  }

  @Override
  public Observed observe() throws InterruptedException {
    Observed.Failed last = refusal;
    if (last != null) {
      if (nanoTime.getAsLong() - refusedAt < pause.toNanos()) {
        return last;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
    Observed observed = observer.observe();
    note(observed);
    return observed;
  }

  private void note(Observed observed) {
    switch (observed) {
      case Observed.Failed failed when failed.kind() == Reading.Kind.AUTH -> {
        refusal = failed;
        refusedAt = nanoTime.getAsLong();
      }
      case Observed.Failed _ -> refusal = null;
      case Observed.Seen _ -> {
        refusal = null;
        pause = FIRST;
      }
    }
  }

  @Override
  public String source() {
    return observer.source();
  }

  @Override
  public void close() {
    observer.close();
  }
}
