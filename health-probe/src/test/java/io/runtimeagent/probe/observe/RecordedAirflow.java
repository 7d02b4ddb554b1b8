package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// An Airflow of which answers were recorded, and which can be shown in several states.
public interface RecordedAirflow extends AutoCloseable {
  /// The DAG of the recordings.
  String DAG = "log_zoo_scheduled";

  /// What is to be seen.
  enum Sight {
    /// Two runs, both successful.
    RUNNING,
    /// One run, made while no scheduler runs.
    QUEUED,
    /// One run whose task has started.
    STARTED,
    NO_RUNS,
    PAUSED,
    STALE,
    IMPORT_ERRORS,
    /// A schedule that is no cron.
    NO_SCHEDULE,
    MISSING
  }

  /// What this Airflow tells by nature: its major version, when the two recorded runs were due,
  /// newest first, and whether it tells when a run was made.
  record Nature(int major, List<Instant> fires, boolean tellsCreation) {
    public Nature {
      fires = List.copyOf(fires);
    }
  }

  Nature nature();

  void show(Sight sight);

  /// An observer that may.
  Observer observer(ScheduleFallback fallback);

  /// An observer with a wrong password or token.
  Observer intruder();

  /// What the intruder's words must not hold.
  String secret();

  void leave();

  void comeBack();

  @Override
  void close();

  /// A recorded answer.
  static String recorded(String path) {
    String resource = "/airflow-api/" + path;
    try (InputStream in = RecordedAirflow.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Json.Obj object(String text) {
    try {
      return (Json.Obj) Json.parse(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
