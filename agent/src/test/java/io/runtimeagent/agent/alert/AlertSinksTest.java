package io.runtimeagent.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.airflow.ProcessSecretCommand;
import io.runtimeagent.probe.event.ProbeListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertSinksTest {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  AlertSinksTest(@TempDir Path root) {
    this.root = root;
    environment.put("AIRFLOW_HOME", root.toString());
  }

  private AlertSinksTest with(String key, String value) {
    environment.put("AIRFLOW__RUNTIME_AGENT__" + key, value);
    return this;
  }

  private AgentConfig config() {
    var input =
        new ConfigInput(
            environment, root, new ProcessSecretCommand(Duration.ofSeconds(10)), Map.of());
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> config;
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    };
  }

  private static Set<Thread> clients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("HttpClient"))
        .collect(Collectors.toSet());
  }

  @Test
  void withNobodyToTell_noClientIsMade() {
    AgentConfig config = config();
    Set<Thread> before = clients();
    try (AlertSinks sinks = AlertSinks.open(config)) {
      assertThat(sinks.sinks()).isEmpty();
      assertThat(sinks.deadman(ProbeListener.NOOP)).isEmpty();
      assertThat(before).containsAll(clients());
    }
  }

  @Test
  void deadmanAlone_hasItsClient() {
    Set<Thread> before = clients();
    AgentConfig config = with("DEADMAN_URL", "https://hc-ping.com/uuid").config();
    try (AlertSinks sinks = AlertSinks.open(config)) {
      assertThat(sinks.deadman(ProbeListener.NOOP)).isPresent();
      assertThat(clients()).hasSizeGreaterThan(before.size());
    }
  }

  @Test
  void sinksOfAKind_areNumbered_andNoneIsMadeTwice() {
    AgentConfig config =
        with("ALERT_SLACK_WEBHOOK_URL", "https://slack/a,https://slack/b,https://slack/a")
            .with("ALERT_PAGERDUTY_ROUTING_KEY", "k")
            .config();
    try (AlertSinks sinks = AlertSinks.open(config)) {
      assertThat(sinks.sinks())
          .extracting(sink -> sink.name().label())
          .containsExactly("pagerduty", "slack", "slack-2");
    }
  }
}
