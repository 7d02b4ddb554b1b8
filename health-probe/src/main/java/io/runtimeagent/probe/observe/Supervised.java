package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks another observer on a thread of its own and waits for it only so long: what it calls may
/// hang where no time-out reaches, as in looking up a name. While it hangs it is not asked again.
/// The thread is the platform's: one that hangs there would hold what carries virtual ones.
public final class Supervised implements Observer {
  private final Observer observer;
  private final Duration patience;
  /// The read that is under way, from its start to its end, whoever waits for it.
  private final AtomicReference<@Nullable Object> asking = new AtomicReference<>();

  public Supervised(Observer observer, Duration patience) {
    this.observer = observer;
    this.patience = patience;
  }

  @Override
  public Observed observe() throws InterruptedException {
    Object read = new Object();
    if (!asking.compareAndSet(null, read)) {
      return new Observed.Failed(Reading.Kind.TIMEOUT, "the read before this one still hangs");
    }
    FutureTask<Observed> question = new FutureTask<>(() -> ask(read));
    Thread.ofPlatform()
        .daemon()
        .name("observer")
        .start(
            () -> {
              question.run();
              // A read that was given up before it began.
              asking.compareAndSet(read, null);
            });
    try {
      return question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      question.cancel(true);
      return new Observed.Failed(
          Reading.Kind.TIMEOUT, "no answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      question.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private Observed ask(Object read) throws InterruptedException {
    try {
      return observer.observe();
    } finally {
      asking.compareAndSet(read, null);
    }
  }

  private static Observed failed(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    // Its message may quote anything, a header with a password say.
    StackTraceElement[] trace = cause.getStackTrace();
    return new Observed.Failed(
        Reading.Kind.INTERNAL,
        "the read failed: "
            + cause.getClass().getSimpleName()
            + (trace.length == 0 ? "" : " at " + trace[0]));
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
