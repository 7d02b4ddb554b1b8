package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.secret.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertReaderTest {
  private final Scene scene;

  AlertReaderTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  @Test
  void sinks_areReadWithTheirSecrets() {
    scene
        .key("alert_webhook_url", "https://support/hook/abc")
        .key("alert_webhook_signing_key", "key\n")
        .key("alert_pagerduty_routing_key", "k1, k2")
        .key("alert_slack_webhook_url", "https://hooks.slack.com/services/T/B/x")
        .key("alert_alertmanager_url", "http://a:9093,http://b:9093")
        .key("deadman_url", "https://hc-ping.com/uuid");
    AlertConfig alert = scene.valid().alert();
    AlertConfig.Webhook webhook = alert.webhook();
    assertThat(webhook).isNotNull();
    assertThat(webhook == null ? null : webhook.signingKey()).isEqualTo(new Secret("key"));
    assertThat(alert.pagerDutyRoutingKeys()).containsExactly(new Secret("k1"), new Secret("k2"));
    assertThat(alert.alertmanagers())
        .extracting(url -> url.reveal().getHost())
        .containsExactly("a", "b");
    assertThat(alert.toString())
        .contains("https://support/***", "https://hooks.slack.com/***", "https://hc-ping.com/***")
        .doesNotContain("abc", "/services", "uuid", "k1");
    assertThat(scene.row("runtime_agent", "alert_alertmanager_url").value())
        .isEqualTo("http://a:9093,http://b:9093");
  }

  @Test
  void command_givesASecret() {
    scene.with("AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_URL_CMD", "echo https://support/hook");
    assertThat(scene.valid().alert().webhook()).isNotNull();
    assertThat(scene.row("runtime_agent", "alert_webhook_url"))
        .isEqualTo(
            new ConfigRow(
                "runtime_agent",
                "alert_webhook_url",
                "https://support/***",
                "AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_URL_CMD"));
  }

  @Test
  void commandThatFails_isAFault() {
    scene.with("AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_URL_CMD", "false");
    assertThat(scene.onlyFault())
        .contains("alert_webhook_url", "ALERT_WEBHOOK_URL_CMD", "exit code 1");
  }

  @Test
  void secretsBackend_isAFaultThatSaysWhatToDo() {
    scene.with("AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_URL_SECRET", "path");
    assertThat(scene.onlyFault()).contains("alert_webhook_url", "_CMD");
  }

  @Test
  void signingKeyAlone_isNoted() {
    scene.key("alert_webhook_signing_key", "key");
    assertThat(scene.notes()).anySatisfy(note -> assertThat(note).contains("signs nothing"));
  }
}
