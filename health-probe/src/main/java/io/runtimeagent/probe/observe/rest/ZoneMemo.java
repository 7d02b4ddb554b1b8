package io.runtimeagent.probe.observe.rest;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.observe.ObserveException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The DAG's time zone, which only its details tell. Those cost Airflow more than the rest, so they
/// are asked for once for each schedule, and now and then.
final class ZoneMemo {
  private static final int READS = 40;

  private @Nullable String expression;
  private @Nullable String zone;
  private int reads;

  @Nullable String of(ApiClient client, Question question, @Nullable String schedule)
      throws ObserveException, InterruptedException {
    boolean same = schedule != null && schedule.equals(expression);
    if (!same || reads % READS == 0) {
      Optional<Json.Obj> details =
          client.find(question.path() + "/details", question.dagId()).map(ApiClient.Page::body);
      zone = details.map(body -> body.text("timezone")).orElse(null);
      expression = schedule;
      reads = 0;
    }
    reads++;
    return zone;
  }
}
