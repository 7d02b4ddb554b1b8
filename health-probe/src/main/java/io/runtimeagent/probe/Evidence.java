package io.runtimeagent.probe;

import io.runtimeagent.probe.heartbeat.Judgement;
import io.runtimeagent.probe.observe.Observed;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an alert's details tell of the deployment, for whoever is paged.
final class Evidence {
  private Evidence() {}

  static Map<String, String> of(
      Observed observed, String source, @Nullable Judgement judgement, Map<String, String> before) {
    Map<String, String> details = new TreeMap<>(before);
    details.put("observer", source);
    switch (observed) {
      case Observed.Seen(var observation, Observed.Facts facts) -> {
        details.remove("observer_trouble");
        details.put("airflow_version", facts.airflowVersion());
        details.put("schedule", observation.schedule().toString());
        details.put("findings", words(facts));
      }
      case Observed.Failed(_, String words) -> details.put("observer_trouble", words);
    }
    if (judgement != null) {
      put(details, "last_scheduled", judgement.lastScheduled());
      put(details, "last_success", judgement.lastSuccess());
      put(details, "deadline", judgement.deadline());
      details.put("failures_in_a_row", Integer.toString(judgement.failures()));
    }
    details.values().removeIf(String::isEmpty);
    return details;
  }

  private static String words(Observed.Facts facts) {
    return facts.details().stream()
        .map(detail -> detail.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static void put(Map<String, String> details, String name, @Nullable Instant time) {
    details.put(name, time == null ? "" : time.toString());
  }
}
