package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Asks another observer on a thread of its own and waits for it only so long: what it calls may
/// hang where no time-out reaches, as in looking up a name. While it hangs it is not asked again.
public final class Supervised implements Observer {
  private final Observer observer;
  private final Duration patience;
  private @Nullable Thread asking;

  public Supervised(Observer observer, Duration patience) {
    this.observer = observer;
    this.patience = patience;
  }

  @Override
  public Observed observe() throws InterruptedException {
    if (asking != null && asking.isAlive()) {
      return new Observed.Failed(Reading.Kind.TIMEOUT, "the read before this one still hangs");
    }
    FutureTask<Observed> question = new FutureTask<>(observer::observe);
    asking = Thread.ofVirtual().name("observer").start(question);
    try {
      return question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      question.cancel(true);
      return new Observed.Failed(
          Reading.Kind.TIMEOUT, "no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Observed failed(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new Observed.Failed(Reading.Kind.INTERNAL, "the read failed: " + cause);
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
