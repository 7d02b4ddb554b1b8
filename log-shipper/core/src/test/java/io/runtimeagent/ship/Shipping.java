package io.runtimeagent.ship;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.pace.Freshness;
import io.runtimeagent.ship.store.FakeBucket;
import io.runtimeagent.ship.store.FakeObjectStore;
import io.runtimeagent.ship.store.FaultPlan;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A shipper at work between a folder and a store in memory, for tests that look on.
final class Shipping implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(30);

  final Path folder;
  final FakeBucket bucket;
  final FakeObjectStore store;
  final List<ShipEvent> events = new CopyOnWriteArrayList<>();
  final LogShipper shipper;

  Shipping(Path folder, FakeBucket bucket, FaultPlan faults) {
    this(folder, bucket, faults, _ -> {});
  }

  /// `first` hears of each event before it is noted.
  Shipping(Path folder, FakeBucket bucket, FaultPlan faults, ShipListener first) {
    this.folder = folder;
    this.bucket = bucket;
    this.store = new FakeObjectStore(bucket, faults);
    ShipListener both =
        event -> {
          first.happened(event);
          events.add(event);
        };
    this.shipper = new LogShipper(config(folder), store, ShipperParts.system(both));
  }

  static Shipping of(Path folder) {
    return new Shipping(folder, FakeBucket.create(), FaultPlan.NONE);
  }

  static ShipperConfig config(Path folder) {
    return new ShipperConfig(
        folder,
        "logs/",
        Freshness.LIVE,
        List.of("**/*.log"),
        List.of(),
        Optional.of(folder.resolveSibling("state")),
        Optional.empty(),
        Optional.empty(),
        ShipperConfig.Canary.NONE,
        new ShipperLimits(1_000_000, 8, 200));
  }

  Shipping started() {
    shipper.start();
    return this;
  }

  void append(String log, String text) {
    try {
      Path file = folder.resolve(log);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String object(String log) {
    return bucket
        .content(new ObjectKey("logs/" + log))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  void awaitObject(String log, String content) {
    boolean there = Await.within(LONG, () -> object(log).equals(content));
    if (!there) {
      throw new AssertionError(
          "The object of " + log + " is '" + object(log) + "', not '" + content + "': " + events);
    }
  }

  <E extends ShipEvent> void awaitEvent(Class<E> kind) {
    awaitEvents(kind, 1);
  }

  <E extends ShipEvent> void awaitEvents(Class<E> kind, int count) {
    Await.until(
        LONG,
        kind.getSimpleName(),
        () -> events.stream().filter(kind::isInstance).count() >= count);
  }

  @Override
  public void close() {
    shipper.close();
  }
}
