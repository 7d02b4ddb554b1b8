package io.runtimeagent.agent.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.prometheus.Processes.Ended;
import io.runtimeagent.agent.prometheus.Repository.Yaml;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What is shipped for Prometheus, with a real Prometheus that scrapes a real agent.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITPrometheus {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final byte[] NOTHING = {};

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AutoCloseable> running = new ArrayList<>();
  private final ScrapedAgent agent;
  private final PrometheusServer prometheus;

  ITPrometheus(@TempDir Path folder) throws IOException {
    String unused = PrometheusServer.promtool().toString();
    agent = ScrapedAgent.start(client, folder);
    running.add(agent);
    prometheus = PrometheusServer.start(client, folder.resolve("prometheus"), configuration());
    running.addFirst(prometheus);
  }

  @BeforeAll
  void awaitScrapes() {
    agent.awaitStored();
    Await.until(
        LONG,
        "a scrape by each job; Prometheus says:\n" + prometheus.said(),
        () -> values("up == 1").size() == 2);
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable server : running) {
      server.close();
    }
    client.close();
  }

  @Test
  void rules_areRight_andDoWhatTheirTestsSay() throws Exception {
    assertGood(promtool("check", "rules", "runtime-agent.rules.yml"));
    assertGood(promtool("test", "rules", "runtime-agent.rules.test.yml"));
    assertGood(promtool("check", "config", "prometheus.yml"));
  }

  @Test
  void names_passTheLint() throws Exception {
    Ended lint =
        Processes.run(deploy(), agent.metrics().getBytes(UTF_8), tool(), "check", "metrics");
    assertThat(lint.said()).isEmpty();
    assertThat(lint.exit()).isZero();
  }

  @Test
  void series_areFew_howeverManyLogsThereAre() {
    List<String> series = agent.metrics().lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(series).contains("runtime_agent_logs_tracked_files " + ScrapedAgent.LOGS + ".0");
    assertThat(series).hasSizeLessThan(250);
    assertThat(series).filteredOn(line -> line.matches("(process|jvm)_.*")).hasSizeBetween(10, 40);
    assertThat(series).noneMatch(line -> line.contains("dag_id") || line.contains("attempt"));
  }

  @Test
  void page_listsWhatARealAgentSays() {
    Set<String> said = new TreeSet<>();
    agent
        .metrics()
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .forEach(line -> said.add(line.split(" ")[2]));
    assertThat(said).isEqualTo(Repository.documented());
  }

  @Test
  void dashboard_asksWhatPrometheusAnswers() throws Exception {
    List<String> expressions = Dashboard.read().expressions();
    for (String expression : expressions) {
      assertAnswered(expression);
    }
    assertThat(values("count(runtime_agent_image_info)")).isNotEmpty();
  }

  @Test
  void rules_askWhatPrometheusAnswers() throws Exception {
    for (Yaml group : Repository.yaml(Repository.RULES).get("groups").items()) {
      for (Yaml rule : group.get("rules").items()) {
        assertAnswered(rule.get("expr").text());
      }
    }
  }

  @Test
  void rule_firesForARealAgent() {
    Await.until(
        LONG,
        "the alert about a version that is not maintained",
        () ->
            !values(
                    "ALERTS{alertname=\"RuntimeUnmaintained\",alertstate=\"firing\","
                        + "runtime_version=\"9.7.0\",status=\"unmaintained\"}")
                .isEmpty());
    assertThat(values("ALERTS{alertname=\"RuntimeAgentDown\"}")).isEmpty();
    assertThat(values("ALERTS{alertname=~\"RuntimeAgentLogs.*|RuntimeAgentStore.*\"}")).isEmpty();
  }

  @Test
  void podsOfTheChart_areFoundOnceEach() throws Exception {
    List<Yaml> found =
        prometheus.api("targets?state=active").get("data").get("activeTargets").items().stream()
            .filter(target -> target.get("scrapePool").text().equals("runtime-agent-pods"))
            .toList();
    assertThat(found).hasSize(1);
    Yaml labels = found.getFirst().get("labels");
    assertThat(labels.get("instance").text()).isEqualTo("127.0.0.1:" + agent.port());
    assertThat(labels.get("job").text()).isEqualTo("runtime-agent");
    assertThat(labels.get("namespace").text()).isEqualTo("airflow");
    assertThat(labels.get("pod").text()).isEqualTo("worker-0");
    assertThat(found.getFirst().get("health").text()).isEqualTo("up");
  }

  private void assertAnswered(String expression) throws IOException, InterruptedException {
    Yaml answer = prometheus.query(expression);
    assertThat(answer.get("status").text()).as("%s: %s", expression, answer).isEqualTo("success");
    for (String metric : Repository.metrics(expression)) {
      assertThat(values("count({__name__=~\"%s(_bucket)?\"})".formatted(metric)))
          .as("%s of %s", metric, expression)
          .isNotEmpty();
    }
  }

  private List<Yaml> values(String expression) {
    try {
      return prometheus.query(expression).get("data").get("result").items();
    } catch (IOException _) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static Ended promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool()));
    command.addAll(List.of(arguments));
    return Processes.run(deploy(), NOTHING, command.toArray(String[]::new));
  }

  private static void assertGood(Ended ended) {
    assertThat(ended.said()).contains("SUCCESS").doesNotContain("FAILED");
    assertThat(ended.exit()).isZero();
  }

  private static Path deploy() {
    return Repository.file("deploy/prometheus");
  }

  private static String tool() {
    return PrometheusServer.promtool().toString();
  }

  /// What is shipped, every second, for this agent; pods are told by hand, as there is no cluster.
  private String configuration() {
    String shipped =
        Repository.text("deploy/prometheus/prometheus.yml")
            .replace("runtime-agent.rules.yml", Repository.file(Repository.RULES).toString())
            .replace("interval: 30s", "interval: 1s")
            .replace("localhost:9105", "127.0.0.1:" + agent.port());
    String pods =
        Repository.text("deploy/kubernetes/scrape-config.yml")
            .replace("scrape_configs:\n", "")
            .replace("9105", Integer.toString(agent.port()))
            .replace("    kubernetes_sd_configs:\n      - role: pod\n", pods());
    return shipped + pods;
  }

  /// One container with two ports; and its log groomer, an init container, a pod that is done, a
  /// web server and somebody else's pod, which are none of ours.
  private static String pods() {
    return "    static_configs:\n"
        + pod("'10.0.0.1:8793', '10.0.0.1:8794'", "pod_phase", "Running")
        + pod("'10.0.0.1'", "pod_container_name", "worker-log-groomer")
        + pod("'10.0.0.1'", "pod_container_init", "true")
        + pod("'10.0.0.1'", "pod_phase", "Succeeded")
        + pod("'10.0.0.1'", "pod_container_name", "api-server")
        + pod("'10.0.0.1'", "pod_label_tier", "other");
  }

  /// A worker of the chart, but for one of its labels.
  private static String pod(String addresses, String label, String value) {
    Map<String, String> labels = new TreeMap<>();
    labels.put("namespace", "airflow");
    labels.put("pod_name", "worker-0");
    labels.put("pod_ip", "127.0.0.1");
    labels.put("pod_phase", "Running");
    labels.put("pod_label_tier", "airflow");
    labels.put("pod_label_component", "worker");
    labels.put("pod_container_name", "worker");
    labels.put("pod_container_init", "false");
    labels.put(label, value);
    var text = new StringBuilder("      - targets: [" + addresses + "]\n        labels:\n");
    labels.forEach(
        (name, said) ->
            text.append("          __meta_kubernetes_%s: '%s'%n".formatted(name, said)));
    return text.toString();
  }
}
