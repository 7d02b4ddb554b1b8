package io.runtimeagent.probe.lease;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Waits only so long for another lease's store. A request that is given up goes on in a thread of
/// its own, and only a few may do so at once.
public final class PatientLease implements Lease {
  private static final int HANGING = 4;

  private final Lease lease;
  private final Duration patience;
  private final Semaphore threads = new Semaphore(HANGING);

  public PatientLease(Lease lease, Duration patience) {
    this.lease = lease;
    this.patience = patience;
  }

  @Override
  public View look(@Nullable String known) {
    return ask(() -> lease.look(known), View.Unreadable::new, View.Unreadable::new);
  }

  @Override
  public Write write(@Nullable String version, String text) {
    return ask(() -> lease.write(version, text), Write.Failed::new, Write.Doubtful::new);
  }

  private <T> T ask(
      Callable<T> question, Function<String, T> unasked, Function<String, T> unanswered) {
    if (!threads.tryAcquire()) {
      return unasked.apply("earlier requests to the store still hang");
    }
    FutureTask<T> asking = new FutureTask<>(question);
    Thread.ofVirtual()
        .name("lease-request")
        .start(
            () -> {
              try {
                asking.run();
              } finally {
                threads.release();
              }
            });
    return answer(asking, unanswered);
  }

  private <T> T answer(FutureTask<T> asking, Function<String, T> unanswered) {
    try {
      return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return unanswered.apply("the store did not answer within " + patience.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unanswered.apply("interrupted while the store was asked");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      return unanswered.apply("the store's client failed: " + e.getCause());
    }
  }
}
