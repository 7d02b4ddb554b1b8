package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What came of asking.
public sealed interface Observed {
  /// Airflow answered.
  record Seen(Reading.Observation observation, Facts facts) implements Observed {}

  /// It did not, or not sensibly. `words` say what and, where that is known, what to do about it.
  record Failed(Reading.Kind kind, String words) implements Observed {}

  /// What else was seen. `airflowNow` is the other side's clock, null where it did not show it.
  record Facts(
      @Nullable Instant airflowNow,
      String airflowVersion,
      ScheduleSource scheduleSource,
      Set<Detail> details) {
    public Facts {
      details = Set.copyOf(details);
    }
  }

  /// Where the schedule that is judged by was found.
  enum ScheduleSource {
    DAG,
    ENVIRONMENT,
    DEFAULT
  }

  /// What explains a missing run; no alert of its own.
  enum Detail {
    /// Airflow knows no such DAG.
    DAG_MISSING,
    /// It knows no DAG at all: nothing has been parsed yet.
    NO_DAGS,
    /// It knew it once, and its file is gone or is not parsed any more.
    DAG_INACTIVE,
    /// Its file cannot be imported as it stands.
    IMPORT_ERRORS,
    /// The schedule found is no cron; the default is judged by.
    SCHEDULE_INVALID,
    /// `[scheduler] use_job_schedule` is off: nothing is scheduled at all.
    JOB_SCHEDULE_OFF
  }

  /// The reading that the heartbeat judges.
  default Reading reading() {
    return switch (this) {
      case Seen(Reading.Observation observation, _) -> observation;
      case Failed(Reading.Kind kind, String words) -> new Reading.Unreadable(kind, words);
    };
  }
}
