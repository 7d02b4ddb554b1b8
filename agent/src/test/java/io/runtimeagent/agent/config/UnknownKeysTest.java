package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownKeysTest {
  private final Scene scene;

  UnknownKeysTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  @Test
  void everyKnownKey_isKnownInBothPlaces() {
    Settings.ALL.forEach(setting -> scene.key(setting.key(), ""));
    scene.airflowCfg(
        "[runtime_agent]\n"
            + String.join(" =\n", Settings.ALL.stream().map(Setting::key).toList())
            + " =");
    assertThat(scene.faults()).isEmpty();
  }

  @Test
  void misspeltVariable_isAnsweredWithTheNearestOne() {
    scene.key("alert_webhook_signing_kay", "s3cret");
    assertThat(scene.onlyFault())
        .contains("AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_SIGNING_KEY.")
        .doesNotContain("s3cret");
  }

  @Test
  void misspeltKeyInTheFile_isAnsweredWithTheNearestOne() {
    scene.airflowCfg("[runtime_agent]", "Htpp_Port = 1", "[other]", "anything = goes");
    assertThat(scene.onlyFault()).contains("[runtime_agent] htpp_port", "http_port.");
  }

  @Test
  void misspeltCommand_isAnsweredWithTheNearestOne() {
    scene.with("AIRFLOW__RUNTIME_AGENT__CONECTION_CMD", "echo s3cret");
    assertThat(scene.onlyFault()).contains("__CONNECTION").doesNotContain("s3cret");
  }

  @Test
  void commandForAnOpenKey_isRefused() {
    scene.with("AIRFLOW__RUNTIME_AGENT__DESTINATION_CMD", "echo s3://bucket");
    assertThat(scene.onlyFault()).contains("DESTINATION_CMD", "secrets only", "connection");
  }

  @Test
  void lowerCaseVariable_isRefused() {
    scene.with("AIRFLOW__RUNTIME_AGENT__http_port", "1");
    assertThat(scene.onlyFault()).contains("AIRFLOW__RUNTIME_AGENT__HTTP_PORT.");
  }

  @Test
  void otherSpellingOfThePrefix_isNoted() {
    scene.with("AIRFLOW_RUNTIME_AGENT_HTTP_PORT", "1");
    assertThat(scene.faults()).isEmpty();
    assertThat(scene.notes())
        .anySatisfy(note -> assertThat(note).contains("AIRFLOW_RUNTIME_AGENT_HTTP_PORT"));
  }

  @Test
  void otherSpellingOfTheSection_isRefused() {
    scene.airflowCfg("[Runtime-Agent]", "http_port = 1");
    assertThat(scene.onlyFault()).contains("[Runtime-Agent]", "[runtime_agent].");
  }

  @Test
  void keysOfTheDefaultSection_areNotOurs() {
    scene.airflowCfg("[DEFAULT]", "whatever = 1", "[runtime_agent]", "http_port = 1");
    assertThat(scene.faults()).isEmpty();
  }
}
