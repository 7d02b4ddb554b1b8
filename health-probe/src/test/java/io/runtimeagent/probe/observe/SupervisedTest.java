package io.runtimeagent.probe.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.heartbeat.Reading;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SupervisedTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Observed ANSWER = new Observed.Failed(Reading.Kind.SCHEMA, "an answer");

  @Test
  void answers_comeThrough_oneAfterTheOther() throws InterruptedException {
    try (Observer observer = new Supervised(new Asked(() -> ANSWER), LONG)) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(observer.observe()).isEqualTo(ANSWER);
      }
    }
  }

  @Test
  void readThatHangs_isATimeout_andIsNotAskedAgainUntilItEnds() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    Asked stubborn =
        new Asked(
            () -> {
              reads.incrementAndGet();
              boolean waiting = true;
              while (waiting) {
                try {
                  release.await();
                  waiting = false;
                } catch (InterruptedException ignored) {
                  // As a name that is looked up: no interrupt reaches it.
                  waiting = release.getCount() > 0;
                }
              }
              return ANSWER;
            });
    try (Observer observer = new Supervised(stubborn, Duration.ofMillis(20))) {
      Observed.Failed first = (Observed.Failed) observer.observe();
      Observed.Failed second = (Observed.Failed) observer.observe();
      assertThat(first.kind()).isEqualTo(Reading.Kind.TIMEOUT);
      assertThat(second.kind()).isEqualTo(Reading.Kind.TIMEOUT);
      assertThat(second.words()).contains("still hangs");
      assertThat(reads).hasValue(1);
      release.countDown();
      Observed third = observer.observe();
      while (!third.equals(ANSWER)) {
        third = observer.observe();
      }
      assertThat(reads.get()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void exception_isAFailureWithoutItsMessage() throws InterruptedException {
    Asked broken =
        new Asked(
            () -> {
              throw new IllegalArgumentException("invalid header value: Bearer s3cret");
            });
    try (Observer observer = new Supervised(broken, LONG)) {
      Observed.Failed failed = (Observed.Failed) observer.observe();
      assertThat(failed.kind()).isEqualTo(Reading.Kind.INTERNAL);
      assertThat(failed.words()).contains("IllegalArgumentException").doesNotContain("s3cret");
    }
  }

  @Test
  void interruptedWait_leavesNothingBehind() throws InterruptedException {
    try (Observer observer = new Supervised(new Asked(() -> ANSWER), LONG)) {
      for (int i = 0; i < 100; i++) {
        Thread.currentThread().interrupt();
        try {
          observer.observe();
        } catch (InterruptedException expected) {
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        // Where the answer was there first.
        Thread.interrupted();
        Observed next = observer.observe();
        while (!next.equals(ANSWER)) {
          // What was given up may not have begun yet.
          next = observer.observe();
        }
      }
    }
  }

  private record Asked(Question question) implements Observer {
    @Override
    public Observed observe() throws InterruptedException {
      return question.ask();
    }

    @Override
    public String source() {
      return "a test";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private interface Question {
    Observed ask() throws InterruptedException;
  }
}
