package io.runtimeagent.ship.store;

import io.runtimeagent.ship.store.RequestListener.Operation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.random.RandomGenerator;

/// Says of each request, before anything is done, what will go wrong with it. May do something else
/// to the bucket on the occasion, as another writer would.
@FunctionalInterface
public interface FaultPlan {
  FaultPlan NONE = (_, _) -> new Fault.None();

  Fault next(Operation operation, ObjectKey key);

  /// The given faults in turn, whatever the requests are, then none.
  static FaultPlan script(Fault... faults) {
    Queue<Fault> left = new ArrayDeque<>(List.of(faults));
    return (_, _) -> {
      synchronized (left) {
        Fault fault = left.poll();
        return fault == null ? new Fault.None() : fault;
      }
    };
  }

  /// A fault in `share` of all requests. Of those most are doubts, which are the hard part; the
  /// store refuses and rejects in none of them.
  static FaultPlan random(RandomGenerator random, double share) {
    return (_, _) -> {
      synchronized (random) {
        if (random.nextDouble() >= share) {
          return new Fault.None();
        }
        return switch (random.nextInt(8)) {
          case 0, 1 -> new Fault.DroppedBefore();
          case 2, 3, 4 -> new Fault.DroppedAfter();
          case 5, 6 -> new Fault.Late();
          default -> new Fault.Throttled(Duration.ofMillis(random.nextInt(2_000)));
        };
      }
    };
  }
}
