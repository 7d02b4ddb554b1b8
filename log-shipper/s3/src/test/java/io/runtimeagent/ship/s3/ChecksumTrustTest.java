package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.Await;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class ChecksumTrustTest {
  private static final long LARGE = 100_000_000;
  private static final long SMALL = 100;

  private final ChecksumTrust trust = new ChecksumTrust();

  @Test
  void largeBody_waitsForTheOneThatAsks_andHearsItsAnswer() throws Exception {
    assertThat(trust.asks(LARGE)).isTrue();
    FutureTask<Boolean> second = waiting();
    trust.verifies();
    trust.asked();
    assertThat(second.get()).isFalse();
    assertThat(trust.verified()).isTrue();
  }

  @Test
  void largeBody_asksItself_whenTheOneBeforeFailed() throws Exception {
    assertThat(trust.asks(LARGE)).isTrue();
    FutureTask<Boolean> second = waiting();
    trust.asked();
    assertThat(second.get()).isTrue();
  }

  @Test
  void serverThatIgnoresChecksums_isNotAskedAgain() {
    assertThat(trust.asks(LARGE)).isTrue();
    trust.ignores();
    trust.asked();
    assertThat(trust.asks(LARGE)).isFalse();
    assertThat(trust.verified()).isFalse();
  }

  @Test
  void smallBody_waitsForNobody() {
    assertThat(trust.asks(LARGE)).isTrue();
    assertThat(trust.asks(SMALL)).isTrue();
  }

  /// A second large body, once it waits.
  private FutureTask<Boolean> waiting() {
    var second = new FutureTask<>(() -> trust.asks(LARGE));
    Thread thread = Thread.ofVirtual().start(second);
    assertThat(
            Await.within(Duration.ofSeconds(10), () -> thread.getState() == Thread.State.WAITING))
        .isTrue();
    return second;
  }
}
