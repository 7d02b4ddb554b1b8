package io.runtimeagent.agent.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.prometheus.Repository.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)]*))?\\)");

  @Test
  void everyAlert_saysWhatIsWrong_andLeadsToItsSectionOfTheRunbook() {
    String runbook = Repository.text("docs/runbook.md");
    for (Yaml rule : rules()) {
      String alert = rule.get("alert").text();
      Yaml annotations = rule.get("annotations");
      assertThat(annotations.get("summary").text()).as(alert).endsWith(".");
      assertThat(annotations.get("runbook_url").text())
          .isEqualTo("docs/runbook.md#" + alert.toLowerCase(Locale.ROOT));
      assertThat(rule.get("labels").get("severity").text()).isIn("critical", "warning", "info");
      assertThat(section(runbook, alert)).contains("**Means**: ", "**Look**: ", "**Do**: ");
    }
  }

  @Test
  void runbook_hasNoOtherSections() {
    assertThat(headings(Repository.text("docs/runbook.md")))
        .containsExactlyElementsOf(Stream.concat(Stream.of("Runbook"), alerts().stream()).toList());
  }

  @Test
  void everyAlert_isTested_firingAndSilent() {
    String tests = Repository.text("deploy/prometheus/runtime-agent.rules.test.yml");
    Yaml document = Repository.yaml("deploy/prometheus/runtime-agent.rules.test.yml");
    Set<String> fired = new TreeSet<>();
    for (Yaml test : document.get("tests").items()) {
      for (Yaml look : test.get("alert_rule_test").items()) {
        if (!look.get("exp_alerts").items().isEmpty()) {
          fired.add(look.get("alertname").text());
        }
      }
    }
    assertThat(fired).as(tests.lines().findFirst().orElse("")).isEqualTo(new TreeSet<>(alerts()));
  }

  @Test
  void rulesAndDashboard_askForMetricsThatExist() {
    Set<String> documented = new TreeSet<>(Repository.documented());
    documented.add("up");
    for (Yaml rule : rules()) {
      String expression = rule.get("expr").text();
      assertThat(Repository.metrics(expression)).as(expression).isNotEmpty();
      assertThat(documented).as(expression).containsAll(Repository.metrics(expression));
    }
    for (String expression : Dashboard.read().expressions()) {
      assertThat(documented).as(expression).containsAll(Repository.metrics(expression));
    }
  }

  @Test
  void dashboard_isWhole() {
    List<Yaml> panels = Dashboard.read().panels();
    assertThat(panels).extracting(panel -> panel.get("id").text()).doesNotHaveDuplicates();
    assertThat(panels)
        .filteredOn(panel -> !panel.get("type").text().equals("row"))
        .hasSizeGreaterThan(25)
        .allSatisfy(
            panel -> {
              assertThat(panel.get("description").text()).endsWith(".");
              assertThat(panel.get("targets").items()).isNotEmpty();
              assertThat(panel.get("datasource").get("uid").text()).isEqualTo("${DS_PROMETHEUS}");
            });
    Set<String> cells = new TreeSet<>();
    for (Yaml panel : panels) {
      Yaml place = panel.get("gridPos");
      for (int x = number(place, "x"); x < number(place, "x") + number(place, "w"); x++) {
        for (int y = number(place, "y"); y < number(place, "y") + number(place, "h"); y++) {
          assertThat(cells.add(x + "," + y)).as(panel.get("title").text()).isTrue();
          assertThat(x).isLessThan(24);
        }
      }
    }
  }

  @Test
  void podMonitor_findsWhatTheScrapeConfigurationDoes() {
    Yaml monitor =
        Repository.yaml("deploy/kubernetes/podmonitor.yaml")
            .get("spec")
            .get("podMetricsEndpoints")
            .items()
            .getFirst();
    Yaml job =
        Repository.yaml("deploy/kubernetes/scrape-config.yml")
            .get("scrape_configs")
            .items()
            .getFirst();
    List<String> inJob =
        job.get("relabel_configs").items().stream().map(MonitoringFilesTest::step).toList();
    assertThat(inJob)
        .containsAll(
            monitor.get("relabelings").items().stream().map(MonitoringFilesTest::step).toList());
  }

  @Test
  void services_areOnThePortOfTheAgent() {
    List<Yaml> services = Repository.yamls(Repository.text("deploy/kubernetes/service.yaml"));
    assertThat(services).hasSize(4);
    for (Yaml service : services) {
      Yaml annotations = service.get("metadata").get("annotations");
      Yaml port = service.get("spec").get("ports").items().getFirst();
      assertThat(annotations.get("prometheus.io/port").text())
          .isEqualTo(port.get("port").text())
          .isEqualTo("9105");
    }
    Yaml values = Repository.yaml("deploy/kubernetes/helm-values-monitoring.yaml");
    for (String component : List.of("scheduler", "workers", "triggerer", "dagProcessor")) {
      assertThat(values.get(component).get("podAnnotations").get("prometheus.io/port").text())
          .isEqualTo("9105");
    }
  }

  @Test
  void links_leadSomewhere() throws IOException {
    for (Path page : pages()) {
      String text = Files.readString(page);
      LINK.matcher(text)
          .results()
          .filter(link -> !link.group(1).contains("://"))
          .forEach(link -> assertLeads(page, link.group(1), link.group(2)));
    }
  }

  private static void assertLeads(Path page, String file, @Nullable String anchor) {
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    assertThat(target).as("Link in %s", page).exists();
    if (anchor != null) {
      try {
        assertThat(headings(Files.readString(target)))
            .as("#%s in %s, from %s", anchor, target, page)
            .anyMatch(heading -> anchor(heading).equals(anchor));
      } catch (IOException e) {
        throw new AssertionError(target.toString(), e);
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Repository.file("docs"));
        Stream<Path> deploy = Files.walk(Repository.file("deploy"));
        Stream<Path> root = Files.list(Repository.file("."))) {
      return Stream.of(docs, deploy, root)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  private static List<Yaml> rules() {
    return Repository.yaml(Repository.RULES).get("groups").items().stream()
        .flatMap(group -> group.get("rules").items().stream())
        .toList();
  }

  private static List<String> alerts() {
    return rules().stream().map(rule -> rule.get("alert").text()).toList();
  }

  private static String step(Yaml relabeling) {
    return Stream.of(
            "sourceLabels source_labels",
            "action",
            "regex",
            "targetLabel target_label",
            "replacement")
        .map(
            names ->
                Stream.of(names.split(" "))
                    .map(relabeling::get)
                    .filter(node -> node.value() != null)
                    .map(Yaml::text)
                    .collect(Collectors.joining()))
        .collect(Collectors.joining(" | "));
  }

  private static List<String> headings(String page) {
    return page.lines()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", ""))
        .toList();
  }

  /// As renderers of Markdown make it of a heading.
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }

  private static String section(String runbook, String alert) {
    String[] parts = runbook.split("\n## " + alert + "\n", 2);
    return parts.length < 2 ? "" : parts[1].split("\n## ", 2)[0];
  }

  private static int number(Yaml place, String name) {
    return Integer.parseInt(place.get(name).text());
  }
}
