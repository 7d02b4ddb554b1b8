package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.LossReason;
import io.runtimeagent.ship.event.ShipEvent.SegmentCause;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.store.RequestListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/// Counts what the shipper and its store did. Every label value is there from the start.
public final class ShipMeters implements ShipListener, RequestListener {
  private final Counter shippedBytes;
  private final Counter sentBytes;
  private final Counter storedObjects;
  private final Each<LossReason, Counter> lostBytes;
  private final Each<SegmentCause, Counter> segments;
  private final Timer freshness;
  private final Each<Operation, Each<RequestOutcome, Counter>> requests;
  private final Each<Direction, Timer> durations;

  public ShipMeters(AgentMeters meters) {
    MeterRegistry registry = meters.registry();
    shippedBytes =
        counter(registry, Names.LOGS_SHIPPED_BYTES, "Bytes of logs stored.", Tags.empty());
    sentBytes =
        counter(
            registry,
            Names.LOGS_SENT_BYTES,
            "Bytes of logs sent, those sent again included.",
            Tags.empty());
    storedObjects =
        counter(registry, Names.LOGS_STORED_OBJECTS, "Logs that got their object.", Tags.empty());
    lostBytes =
        Each.of(
            LossReason.class,
            reason ->
                counter(
                    registry,
                    Names.LOGS_LOST_BYTES,
                    "Bytes that were gone before anybody could store them.",
                    Labels.tag("reason", reason)));
    segments =
        Each.of(
            SegmentCause.class,
            cause ->
                counter(
                    registry,
                    Names.LOGS_SEGMENTS,
                    "New segments begun behind what was stored.",
                    Labels.tag("cause", cause)));
    freshness = freshness(registry);
    requests = Each.of(Operation.class, operation -> requests(registry, operation));
    durations = Each.of(Direction.class, direction -> duration(registry, direction));
  }

  @Override
  public void happened(ShipEvent event) {
    switch (event) {
      case ShipEvent.BytesStored(_, long bytes, long sent, Duration fresh) -> {
        shippedBytes.increment((double) bytes);
        sentBytes.increment((double) sent);
        freshness.record(fresh);
      }
      case ShipEvent.ObjectCreated _ -> storedObjects.increment();
      case ShipEvent.SegmentBegan(_, SegmentCause cause) -> segments.get(cause).increment();
      case ShipEvent.BytesLost(_, long bytes, LossReason reason) ->
          lostBytes.get(reason).increment((double) bytes);
      // Told by the shipper's status, which the gauges read.
      case ShipEvent.LogFound _,
          ShipEvent.LogUnshipped _,
          ShipEvent.LogResumed _,
          ShipEvent.AttemptFailed _,
          ShipEvent.StoreHeld _,
          ShipEvent.StoreReleased _,
          ShipEvent.StandbyBegan _,
          ShipEvent.StandbyEnded _,
          ShipEvent.WatchUnavailable _,
          ShipEvent.CheckpointFailed _,
          ShipEvent.LockUnavailable _,
          ShipEvent.StoreProven _,
          ShipEvent.SweepFailed _,
          ShipEvent.ListingFailed _,
          ShipEvent.FolderReconciled _,
          ShipEvent.FolderUnreadable _,
          ShipEvent.PassBroken _ -> {}
    }
  }

  @Override
  public void requested(Operation operation, RequestOutcome outcome, Duration took) {
    requests.get(operation).get(outcome).increment();
    durations.get(Direction.of(operation)).record(took);
  }

  /// Whether a request reads or writes: more labels would cost more series than they tell.
  private enum Direction {
    READ,
    WRITE;

    static Direction of(Operation operation) {
      return switch (operation) {
        case INSPECT, READ, LIST -> READ;
        case CREATE, REWRITE, APPEND, DELETE -> WRITE;
      };
    }
  }

  private static Timer freshness(MeterRegistry registry) {
    return Timer.builder(Names.LOGS_FRESHNESS)
        .description("From the moment when bytes were written to a log until they were stored.")
        .serviceLevelObjectives(seconds(1, 2, 3, 5, 10, 30, 60, 300))
        .register(registry);
  }

  private static Timer duration(MeterRegistry registry, Direction direction) {
    return Timer.builder(Names.LOGS_STORE_REQUEST_DURATION)
        .description("Time that the store took to answer a request.")
        .tags(Labels.tag("kind", direction))
        .serviceLevelObjectives(
            Stream.concat(
                    Stream.of(10, 50, 100, 500).map(Duration::ofMillis),
                    Arrays.stream(seconds(1, 5, 10, 60)))
                .toArray(Duration[]::new))
        .register(registry);
  }

  private static Each<RequestOutcome, Counter> requests(
      MeterRegistry registry, Operation operation) {
    return Each.of(
        RequestOutcome.class,
        outcome ->
            counter(
                registry,
                Names.LOGS_STORE_REQUESTS,
                "Requests sent to the store.",
                Labels.tag("operation", operation).and(Labels.tag("outcome", outcome))));
  }

  private static Counter counter(MeterRegistry registry, String name, String help, Tags tags) {
    return Counter.builder(name).description(help).tags(tags).register(registry);
  }

  private static Duration[] seconds(int... seconds) {
    return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
  }
}
