package io.runtimeagent.ship.store;

import java.time.Duration;

/// Told of every request that a store sends, once it has been answered or given up.
@FunctionalInterface
public interface RequestListener {
  RequestListener NOOP = (operation, outcome, took) -> {};

  /// `took` is from the first byte sent to the last one read, or to the failure.
  void requested(Operation operation, RequestOutcome outcome, Duration took);

  /// What was asked, in words that fit every store.
  enum Operation {
    INSPECT,
    READ,
    LIST,
    CREATE,
    REWRITE,
    APPEND,
    DELETE
  }

  /// How a request ended, as metrics tell it.
  enum RequestOutcome {
    OK,
    CONFLICT,
    THROTTLED,
    REFUSED,
    REJECTED,
    FAILED;

    public static RequestOutcome of(WriteOutcome outcome) {
      return switch (outcome) {
        case WriteOutcome.Committed _ -> OK;
        case WriteOutcome.Conflict _ -> CONFLICT;
        case WriteOutcome.Throttled _ -> THROTTLED;
        case WriteOutcome.Refused _ -> REFUSED;
        case WriteOutcome.Rejected _ -> REJECTED;
        case WriteOutcome.Doubtful _, WriteOutcome.SourceChanged _ -> FAILED;
      };
    }

    public static RequestOutcome of(StoreFailure failure) {
      return switch (failure) {
        case StoreFailure.Throttled _ -> THROTTLED;
        case StoreFailure.Refused _ -> REFUSED;
        case StoreFailure.Rejected _ -> REJECTED;
        case StoreFailure.Unavailable _ -> FAILED;
      };
    }
  }
}
