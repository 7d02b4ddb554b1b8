package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of asking Airflow once.
public sealed interface Reading {
  /// Airflow answered. `runs` holds the newest runs in any order, at least the 20 newest scheduled
  /// ones by fire time; `schedulerStarted` is the newest start of a scheduler, null if not known.
  record Observation(
      List<Run> runs, Presence presence, Schedule schedule, @Nullable Instant schedulerStarted)
      implements Reading {
    public Observation {
      runs = List.copyOf(runs);
    }
  }

  /// Airflow could not be read.
  record Unreadable(Kind kind, String detail) implements Reading {}

  /// Whether Airflow would schedule the DAG.
  enum Presence {
    ACTIVE,
    PAUSED,
    MISSING
  }

  /// Why a read failed: a bounded set, fit for a metric's label.
  enum Kind {
    CONNECT,
    TIMEOUT,
    TLS,
    AUTH,
    STATUS,
    TOO_LARGE,
    PARSE,
    SCHEMA,
    INTERNAL
  }
}
