package io.runtimeagent.probe;

import io.runtimeagent.probe.observe.Observed;
import java.time.Duration;
import java.time.Instant;

/// How far Airflow's clock is from ours. Where that is more than a minute the judgement goes by
/// Airflow's, since its runs do.
final class AirflowClock {
  private static final Duration TOO_FAR = Duration.ofSeconds(60);
  private static final Duration NEAR = Duration.ofSeconds(30);

  /// Small changes of the difference are the network's.
  private static final Duration NOISE = Duration.ofSeconds(10);

  private Duration offset = Duration.ZERO;
  private Duration skew = Duration.ZERO;

  /// What is to be added to our clock.
  Duration offset() {
    return offset;
  }

  /// Our clock minus Airflow's at the last look that showed it.
  Duration skew() {
    return skew;
  }

  /// Takes note of what was seen at `now` by our clock; whether the offset is another one since.
  boolean note(Observed observed, Instant now) {
    if (!(observed instanceof Observed.Seen(_, Observed.Facts facts))
        || facts.airflowNow() == null) {
      return false;
    }
    skew = Duration.between(facts.airflowNow(), now);
    Duration wanted = wanted();
    boolean changed = wanted.minus(offset).abs().compareTo(NOISE) > 0;
    if (changed) {
      offset = wanted;
    }
    return changed;
  }

  private Duration wanted() {
    Duration limit = offset.isZero() ? TOO_FAR : NEAR;
    return skew.abs().compareTo(limit) > 0 ? skew.negated() : Duration.ZERO;
  }
}
