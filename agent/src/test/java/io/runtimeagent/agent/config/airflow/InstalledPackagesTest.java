package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledPackagesTest {
  private final Path root;

  InstalledPackagesTest(@TempDir Path root) {
    this.root = root;
  }

  private void install(String base, String distribution) throws IOException {
    Files.createDirectories(
        root.resolve(base + "/lib/python3.12/site-packages/" + distribution + ".dist-info"));
  }

  private String airflow(Map<String, String> environment) {
    return InstalledPackages.of(environment, root).airflow().orElse("none");
  }

  @Test
  void nothingInstalled_isNone() {
    assertThat(airflow(Map.of())).isEqualTo("none");
  }

  @Test
  void officialImage_isFound() throws IOException {
    install("home/airflow/.local", "apache_airflow-2.11.0");
    assertThat(airflow(Map.of())).isEqualTo("2.11.0");
  }

  @Test
  void core_winsOverTheMetaPackage() throws IOException {
    install("home/airflow/.local", "apache_airflow-3.0.0");
    install("home/airflow/.local", "apache_airflow_core-3.3.2");
    install("home/airflow/.local", "apache_airflow_providers_amazon-9.36.0");
    assertThat(airflow(Map.of())).isEqualTo("3.3.2");
  }

  @Test
  void virtualEnvironmentAndPath_areLookedThrough() throws IOException {
    install("venv", "apache_airflow-2.9.1");
    assertThat(airflow(Map.of("VIRTUAL_ENV", root + "/venv"))).isEqualTo("2.9.1");
    assertThat(airflow(Map.of("PATH", "relative:/none/bin:" + root + "/venv/bin:/")))
        .isEqualTo("2.9.1");
    assertThat(airflow(Map.of("PYTHONPATH", root + "/venv/lib/python3.12/site-packages")))
        .isEqualTo("2.9.1");
  }

  @Test
  void providers_areNotTakenForAirflow() throws IOException {
    install("home/airflow/.local", "apache_airflow_providers_amazon-9.36.0");
    assertThat(airflow(Map.of())).isEqualTo("none");
  }
}
