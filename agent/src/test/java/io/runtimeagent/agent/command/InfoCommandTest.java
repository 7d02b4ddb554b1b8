package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.command.ShellFixture.Outcome;
import io.runtimeagent.agent.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
  private final ShellFixture shell;
  private final Path venv;

  InfoCommandTest(@TempDir Path folder) throws IOException {
    venv = folder.resolve("venv");
    Path packages = venv.resolve("lib/python3.12/site-packages");
    for (String name : List.of("apache_airflow-2.10.5", "apache_airflow_providers_http-5.0.0")) {
      Files.createDirectories(packages.resolve(name + ".dist-info"));
    }
    shell =
        new ShellFixture(folder)
            .set("VIRTUAL_ENV", venv.toString())
            .set("ASTRONOMER_RUNTIME_VERSION", "8.0.0")
            .set("AIRFLOW_IMAGE_TAG", "deploy-7")
            .set("AIRFLOW__CORE__EXECUTOR", "CeleryExecutor");
  }

  @Test
  void json_tellsWhatRuns_andWhereItWasRead() throws Exception {
    Outcome outcome = shell.run("info", "--json");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    var told = new Document(JsonText.parse(outcome.out()));
    assertThat(told.text("image_tag")).contains("deploy-7");
    assertThat(told.text("runtime_version")).contains("8.0.0");
    assertThat(told.text("airflow_version")).contains("2.10.5");
    assertThat(told.text("python_version")).contains("3.12");
    assertThat(told.text("status")).contains("yanked");
    assertThat(told.text("end_of_maintenance")).contains("2023-11-30");
    assertThat(told.text("executor")).contains("CeleryExecutor");
    assertThat(told.part("sources").text("image_tag")).contains("AIRFLOW_IMAGE_TAG");
    assertThat(told.part("sources").text("airflow_version")).contains("installed distribution");
    assertThat(told.items("image_tag_sources")).hasSize(2);
    assertThat(told.part("providers").text("apache-airflow-providers-http")).contains("5.0.0");
    assertThat(told.part("expected").text("airflow_version")).contains("2.6");
    assertThat(told.items("mismatches").getFirst().text("expected")).contains("2.6");
    assertThat(told.names()).contains("days_left", "arch", "os", "agent_version", "platform");
  }

  @Test
  void people_areToldTheSame() throws Exception {
    assertThat(shell.run("info").out())
        .contains("deploy-7  (AIRFLOW_IMAGE_TAG)")
        .contains("Runtime 8.0.0 was withdrawn.")
        .contains(
            "Note: airflow version is 2.10.5; images of this version of Runtime come with 2.6.")
        .containsPattern("apache-airflow-providers-http +5.0.0");
  }

  @Test
  void textThatIsNoVersion_isShownAsItIs() throws Exception {
    Outcome outcome = shell.set("ASTRONOMER_RUNTIME_VERSION", "edge <b>").run("info");
    assertThat(outcome.out()).contains("\"edge <b>\" is no version of Runtime");
    assertThat(outcome.out()).contains("unknown");
  }
}
