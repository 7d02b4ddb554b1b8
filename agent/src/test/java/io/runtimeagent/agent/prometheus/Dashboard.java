package io.runtimeagent.agent.prometheus;

import io.runtimeagent.agent.prometheus.Repository.Yaml;
import java.util.List;
import java.util.stream.Stream;

/// The Grafana dashboard.
record Dashboard(Yaml document) {
  static Dashboard read() {
    return new Dashboard(Repository.yaml(Repository.DASHBOARD));
  }

  List<Yaml> panels() {
    return document.get("panels").items();
  }

  /// All that it asks Prometheus, as Grafana writes it with everything selected.
  List<String> expressions() {
    Stream<Yaml> asked =
        Stream.concat(
            panels().stream().flatMap(panel -> panel.get("targets").items().stream()),
            document.get("annotations").get("list").items().stream());
    return asked
        .map(target -> target.get("expr").text())
        .map(text -> text.replace("$namespace", ".*").replace("$instance", ".*"))
        .toList();
  }
}
