package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReportTest {
  private final Scene scene;

  ConfigReportTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  @Test
  void text_hasEveryKeyWithItsSource() {
    scene.key("destination", "s3://bucket/x").with("ASTRO_DEPLOYMENT_ID", "cl1");
    String text = new ConfigReport(scene.load()).text();
    assertThat(text.lines())
        .contains(
            "[runtime_agent]",
            "enabled                        = true  (default)",
            "destination                    = s3://bucket/x  (AIRFLOW__RUNTIME_AGENT__DESTINATION)",
            "deployment_id                  = cl1  (ASTRO_DEPLOYMENT_ID)",
            "image_tag                      =  (default)",
            "[logging]",
            "remote_log_conn_id             =  (default)",
            "environment",
            "ASTRO_DEPLOYMENT_ID            = cl1  (environment)");
    assertThat(Settings.ALL)
        .allSatisfy(setting -> assertThat(text).contains("\n" + setting.key() + " "));
  }

  @Test
  void text_endsWithWhatIsWrong() {
    scene.key("http_port", "x").with("AIRFLOW_RUNTIME_AGENT_ROLE", "x");
    ConfigReport report = new ConfigReport(scene.load());
    assertThat(report.text())
        .contains("\nnote: AIRFLOW_RUNTIME_AGENT_ROLE")
        .endsWith(report.faultLines());
    assertThat(report.faultLines())
        .isEqualTo(
            "fault: [runtime_agent] http_port = \"x\" (AIRFLOW__RUNTIME_AGENT__HTTP_PORT): accepted"
                + " is a whole number, 0 to 65535.\n");
  }

  @Test
  void json_hasTheSame() throws JsonException {
    scene.key("http_port", "x");
    Json report = JsonText.parse(new ConfigReport(scene.load()).json());
    assertThat(member(member(report, "faults"), 0))
        .isEqualTo(
            JsonText.parse(
                """
                {"key": "[runtime_agent] http_port", "source": "AIRFLOW__RUNTIME_AGENT__HTTP_PORT",
                 "value": "x", "accepted": "a whole number, 0 to 65535."}
                """));
    assertThat(member(member(report, "settings"), 0))
        .isEqualTo(
            JsonText.parse(
                """
                {"section": "runtime_agent", "key": "enabled", "value": "true", "source": "default"}
                """));
  }

  private static Json member(Json json, String name) {
    return json instanceof Json.Members(var members)
        ? members.getOrDefault(name, new Json.Null())
        : new Json.Null();
  }

  private static Json member(Json json, int at) {
    return json instanceof Json.Items(List<Json> items) ? items.get(at) : new Json.Null();
  }
}
