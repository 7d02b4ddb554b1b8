package io.runtimeagent.ship;

import io.runtimeagent.ship.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps objects equal to logs from `start` until `close`.
///
/// `close` publishes nothing: what is left is stored by `drain`, which has a deadline and says what
/// remains.
public final class LogShipper implements AutoCloseable {
  private final ShipperConfig config;
  private final ObjectStore store;
  private final ShipperParts parts;

  public LogShipper(ShipperConfig config, ObjectStore store, ShipperParts parts) {
    this.config = config;
    this.store = store;
    this.parts = parts;
  }

  /// Begins to discover and ship, in threads of its own. The log folder need not exist yet.
  public void start() {
    config.helperPrefix();
    store.traits();
    parts.listener();
  }

  /// What the shipper is doing now; quick enough to be asked at every scrape.
  public ShipperStatus status() {
    return new ShipperStatus(
        false,
        false,
        0,
        0,
        0,
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        List.of());
  }

  /// Takes every log's size once and stores up to there, unterminated lines included. Growth after
  /// that is not waited for. A shipper that stands by takes over if it can, else has nothing to
  /// drain.
  public DrainReport drain(Duration timeout) throws InterruptedException {
    return new DrainReport(timeout.toNanos() * 0, 0, List.of());
  }

  /// Whether any log has grown within the given time.
  public boolean grewWithin(Duration time) {
    return time.isNegative();
  }

  @Override
  public void close() {}
}
