package io.runtimeagent.ship;

import io.runtimeagent.ship.engine.Draining;
import io.runtimeagent.ship.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Stores every byte that is present when it begins, trusting no checkpoint and taking no lock: the
/// conditional writes keep it right beside a running agent.
public final class OnePass {
  private static final Duration FOR_EVER = Duration.ofDays(365);

  private final ShipperConfig config;
  private final ObjectStore store;
  private final ShipperParts parts;
  private final Duration patience;

  /// `patience`: how long nothing may be stored before the pass gives up.
  public OnePass(ShipperConfig config, ObjectStore store, ShipperParts parts, Duration patience) {
    this.config = config;
    this.store = store;
    this.parts = parts;
    this.patience = patience;
  }

  /// How far a pass is.
  public record Standing(long storedBytes, long pendingBytes, int logsLeft, long logs) {}

  /// Runs the pass; fails when the log folder cannot be read.
  public DrainReport run(Consumer<Standing> progress) throws IOException, InterruptedException {
    try (var tenure = new Tenure(config, store, parts, Optional.empty())) {
      Draining draining = tenure.beginOnce();
      long logs = tenure.status().trackedLogs();
      List<Draining.Left> left =
          draining.await(
              new Draining.Patience(FOR_EVER, patience),
              s -> progress.accept(new Standing(s.bytes(), s.pendingBytes(), s.logs(), logs)));
      return DrainReport.of(logs, tenure.status().progress().storedBytes(), left);
    }
  }
}
