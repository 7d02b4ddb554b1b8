package io.runtimeagent.agent.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The reference page of all figures, made from a scrape: what it says is what Prometheus sees.
final class MetricsPage {
  private static final String HEAD =
      """
      # Metrics

      <!-- Generated from a scrape of an agent with everything on; a test compares. To make it anew:
           COMMAND -->

      `GET /metrics` on `http_port` answers Prometheus' text format, or OpenMetrics to who accepts it. Every label value is there from the
      start, with 0, so that `rate` and `absent` behave; only dates that are not known, sinks that are not configured and the heartbeat
      where none is watched have no series. A time that never was is 0. No dag, run, file or host is in a label: an agent has fewer than 250
      series, however many logs there are.

      Alerts over them: [deploy/prometheus](../deploy/prometheus/README.md), what to do about each: [runbook.md](runbook.md), a dashboard:
      [deploy/grafana](../deploy/grafana/runtime-agent.json).
      """;
  private static final Pattern META = Pattern.compile("# (HELP|TYPE) (\\S+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:]+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /// Labels whose values are a list of the program's own words.
  private static final Set<String> OF_THE_ENVIRONMENT = Set.of("gc", "sink", "source");

  private static final Map<String, String> CHAPTERS = chapters();

  private final Map<String, Metric> metrics = new TreeMap<>();

  private MetricsPage() {}

  private static final class Metric {
    private String type = "";
    private String help = "";
    private final Map<String, Set<String>> labels = new TreeMap<>();
  }

  /// `command` is what a person runs to make the page anew.
  static String of(String exposition, String command) {
    var page = new MetricsPage();
    exposition.lines().forEach(page::read);
    return HEAD.replace("COMMAND", command) + page.tables();
  }

  private void read(String line) {
    Matcher meta = META.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (meta.matches() && meta.group(1).equals("HELP")) {
      metric(meta.group(2)).help = meta.group(3);
    } else if (meta.matches()) {
      metric(meta.group(2)).type = meta.group(3);
    } else if (sample.matches() && sample.group(2) != null) {
      Metric metric = metric(sample.group(1).replaceFirst("_(bucket|count|sum)$", ""));
      LABEL
          .matcher(sample.group(2))
          .results()
          .filter(label -> !label.group(1).equals("le"))
          .forEach(
              label ->
                  metric
                      .labels
                      .computeIfAbsent(label.group(1), _ -> new TreeSet<>())
                      .add(label.group(2)));
    }
  }

  private Metric metric(String name) {
    return metrics.computeIfAbsent(name, _ -> new Metric());
  }

  private String tables() {
    var text = new StringBuilder();
    List<String> left = new ArrayList<>(metrics.keySet());
    for (Map.Entry<String, String> chapter : CHAPTERS.entrySet()) {
      List<String> mine = left.stream().filter(name -> name.matches(chapter.getValue())).toList();
      left.removeAll(mine);
      if (!mine.isEmpty()) {
        text.append("\n## ").append(chapter.getKey());
        text.append("\n\n| name | type | labels | meaning |\n| --- | --- | --- | --- |\n");
        mine.forEach(name -> text.append(row(name, metric(name))));
      }
    }
    return text.toString();
  }

  private static String row(String name, Metric metric) {
    String labels =
        metric.labels.entrySet().stream()
            .map(label -> label(label.getKey(), label.getValue()))
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |%n".formatted(name, metric.type, labels, metric.help);
  }

  private static String label(String name, Set<String> values) {
    boolean listed = values.size() > 1 && !OF_THE_ENVIRONMENT.contains(name);
    return "`" + name + "`" + (listed ? " (" + String.join(", ", values) + ")" : "");
  }

  private static Map<String, String> chapters() {
    Map<String, String> chapters = new LinkedHashMap<>();
    chapters.put("Heartbeat", "runtime_agent_(heartbeat|clock)_.*");
    chapters.put("Alerts", "runtime_agent_(alert|deadman)_.*");
    chapters.put("Log shipping", "runtime_agent_logs_.*");
    chapters.put("What is running", "runtime_agent_(?!http).*");
    chapters.put("Serving these figures", "runtime_agent_http_.*");
    chapters.put("Process and virtual machine", ".*");
    return chapters;
  }
}
