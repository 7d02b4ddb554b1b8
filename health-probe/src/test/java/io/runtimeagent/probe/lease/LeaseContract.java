package io.runtimeagent.probe.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.lease.Lease.View;
import io.runtimeagent.probe.lease.Lease.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every place for a lease must do.
public abstract class LeaseContract {
  private static final int RACERS = 8;

  /// A place at which nothing stands yet; each call gives another client of the same one.
  protected abstract Lease lease();

  @Test
  void look_whereNothingStands_isAbsent() {
    assertThat(lease().look(null)).isEqualTo(new View.Absent());
  }

  @Test
  void write_canBeReadByOthers() {
    String version = written(lease().write(null, "ours, in Zürich"));
    assertThat(lease().look(null)).isEqualTo(new View.Present(version, "ours, in Zürich"));
  }

  @Test
  void look_atAKnownVersion_needNotTellItAgain() {
    Lease lease = lease();
    String version = written(lease.write(null, "one"));
    assertThat(lease.look(version)).isEqualTo(new View.Unchanged());
    String next = written(lease.write(version, "two"));
    assertThat(lease.look(version)).isEqualTo(new View.Present(next, "two"));
  }

  @Test
  void write_overAnOlderVersion_keepsWhatStandsThere() {
    Lease lease = lease();
    String first = written(lease.write(null, "one"));
    String second = written(lease.write(first, "two"));
    assertThat(lease.write(first, "stale")).isEqualTo(new Write.Overtaken());
    assertThat(lease.look(null)).isEqualTo(new View.Present(second, "two"));
  }

  @Test
  void write_whereNothingMayStand_keepsWhatStandsThere() {
    Lease lease = lease();
    String version = written(lease.write(null, "first"));
    assertThat(lease.write(null, "second")).isEqualTo(new Write.Overtaken());
    assertThat(lease.look(null)).isEqualTo(new View.Present(version, "first"));
  }

  @Test
  void write_byManyAtOnce_hasOneWinner() throws Exception {
    String version = written(lease().write(null, "start"));
    List<Callable<Write>> writers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      Lease lease = lease();
      String text = "writer " + i;
      writers.add(() -> lease.write(version, text));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Write> outcomes = new ArrayList<>();
      for (var outcome : threads.invokeAll(writers)) {
        outcomes.add(outcome.get());
      }
      assertThat(outcomes).filteredOn(Write.Written.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(Write.Overtaken.class::isInstance).hasSize(RACERS - 1);
    }
  }

  private static String written(Write write) {
    assertThat(write).isInstanceOf(Write.Written.class);
    return ((Write.Written) write).version();
  }
}
