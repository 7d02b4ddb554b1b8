package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.heartbeat.Reading;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.ObserveException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest start of a scheduler, which the list of jobs tells. Who may read DAGs may not read
/// jobs everywhere: then they are not asked for again at each read.
final class SchedulerStart {
  private static final String QUERY = "/jobs?job_type=SchedulerJob&limit=1&order_by=-start_date";
  private static final int READS = 40;

  private int skipped = READS;

  /// Null where it is not told.
  @Nullable Instant of(ApiClient client) throws ObserveException, InterruptedException {
    if (skipped < READS) {
      skipped++;
      return null;
    }
    try {
      List<Json> jobs = client.get(QUERY).body().items("jobs");
      return jobs.isEmpty() || !(jobs.getFirst() instanceof Json.Obj job)
          ? null
          : RunReader.time(job, "start_date");
    } catch (ObserveException e) {
      if (e.kind() != Reading.Kind.AUTH && e.kind() != Reading.Kind.STATUS) {
        throw e;
      }
      skipped = 0;
      return null;
    }
  }
}
