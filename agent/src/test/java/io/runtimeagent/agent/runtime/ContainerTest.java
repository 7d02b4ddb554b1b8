package io.runtimeagent.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {
  private final ContainerFixture fixture;

  ContainerTest(@TempDir Path root) {
    fixture = new ContainerFixture(root);
  }

  @Test
  void nothingSaid_isNotKnown() {
    Container container = fixture.read();
    assertThat(container.imageTag()).isEmpty();
    assertThat(container.runtimeVersionText()).isEmpty();
    assertThat(container.airflowVersion()).isEmpty();
    assertThat(container.pythonVersionText()).isEmpty();
    assertThat(container.providers()).isEmpty();
    assertThat(container.place().system().name()).startsWith("Linux");
  }

  @Test
  void imageTag_isThatOfTheFirstSource_andAllAreKept() {
    fixture.set("AIRFLOW_IMAGE_TAG", "deploy-2023-11-06T14-00");
    assertThat(fixture.read().imageTag()).contains("deploy-2023-11-06T14-00");
    fixture.set("AIRFLOW__RUNTIME_AGENT__IMAGE_TAG", "cli-7");
    Container container = fixture.read();
    assertThat(container.imageTag()).contains("cli-7");
    assertThat(container.image().imageTags())
        .extracting("name", "value")
        .containsExactly(
            tuple("AIRFLOW__RUNTIME_AGENT__IMAGE_TAG", "cli-7"),
            tuple("AIRFLOW_IMAGE_TAG", "deploy-2023-11-06T14-00"));
  }

  @ParameterizedTest
  @CsvSource({
    "quay.io/astronomer/astro-runtime:8.1.0-base, 8.1.0-base, 8.1.0-base",
    "astrocrpublic.azurecr.io/runtime:3.1-14@sha256:00ff, 3.1-14, 3.1-14",
    "registry:5000/team/airflow:1.2.3, 1.2.3, ",
    "1.2.3, 1.2.3, ",
    "registry:5000/runtime, registry:5000/runtime, ",
    "registry/runtime:latest, latest, ",
  })
  void reference_tellsTag_andRuntimesOwnItsVersion(
      String said, String tag, @Nullable String version) {
    Container container = fixture.set("AIRFLOW_IMAGE_TAG", said).read();
    assertThat(container.imageTag()).contains(tag);
    assertThat(container.runtimeVersionText().orElse(null)).isEqualTo(version);
    assertThat(container.imageReference().isPresent()).isEqualTo(!said.equals("1.2.3"));
  }

  @Test
  void variants_areThoseOfTheTagOfTheSameVersion() {
    fixture.set("ASTRONOMER_RUNTIME_VERSION", "11.0.0");
    fixture.set("AIRFLOW_IMAGE_TAG", "11.0.0-python-3.9-slim");
    assertThat(fixture.read().tag().variants()).containsExactly("python 3.9", "slim");
    fixture.set("AIRFLOW_IMAGE_TAG", "10.0.0-slim");
    assertThat(fixture.read().tag().variants()).isEmpty();
  }

  @Test
  void providers_areReadFromTheirMetadata() throws IOException {
    fixture
        .installed(
            "apache_airflow_providers_amazon-8.0.0.dist-info",
            """
            Metadata-Version: 2.1
            Name: apache-airflow-providers-amazon
            Version: 8.0.0rc2

            Version: 1 (of the text)
            """)
        .installed("apache_airflow_providers_cncf_kubernetes-7.1.0.dist-info", "")
        .installed("apache_airflow_providers_broken.dist-info", "Name: x\nnothing")
        .installed(
            "astronomer_providers-1.19.dist-info",
            "Name: Astronomer.Providers\r\nVersion: 1.19\r\n\r\n")
        .installed("openlineage_airflow-1.2.egg-info", "")
        .installed("requests-2.0.dist-info", "Name: requests\nVersion: 2.0\n")
        .installed("apache_airflow-2.9.1.dist-info", "Name: apache-airflow\nVersion: 2.9.1\n");
    Container container = fixture.read();
    assertThat(container.providers())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "apache-airflow-providers-amazon", "8.0.0rc2",
                "apache-airflow-providers-cncf-kubernetes", "7.1.0",
                "astronomer-providers", "1.19",
                "openlineage-airflow", "1.2"));
    assertThat(container.airflowVersion()).contains("2.9.1");
    assertThat(container.pythonVersionText()).contains("3.11");
    assertThat(fixture.set("PYTHON_VERSION", "3.11.9").read().pythonVersionText())
        .contains("3.11.9");
  }

  @Test
  void mismatches_areTold() throws IOException {
    fixture
        .set("ASTRONOMER_RUNTIME_VERSION", "9.7.0")
        .set("AIRFLOW_VERSION", "2.8.1+astro.3")
        .set("PYTHON_VERSION", "3.12.1")
        .file(
            "etc/os-release",
            "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID='12'\n");
    assertThat(mismatches())
        .containsExactly(
            new Mismatch("airflow_version", "2.8.1+astro.3", "2.7"),
            new Mismatch("python_version", "3.12.1", "3.11"),
            new Mismatch("os", "Debian 12", "Debian 11"));
    fixture
        .set("AIRFLOW_VERSION", "2.7.3")
        .set("PYTHON_VERSION", "3.8")
        .file("etc/os-release", "ID=debian\nVERSION_ID=11\n");
    assertThat(mismatches()).isEmpty();
    fixture
        .set("ASTRONOMER_RUNTIME_VERSION", "11.3.0")
        .set("AIRFLOW_VERSION", "2.9.3")
        .set("PYTHON_VERSION", "3.11")
        .file("etc/os-release", "ID=\"rhel\"\nVERSION_ID=\"9.4\"\n");
    assertThat(mismatches()).isEmpty();
    assertThat(fixture.set("AIRFLOW_VERSION", "2.90.0").read()).isNotNull();
    assertThat(mismatches()).hasSize(1);
  }

  private List<Mismatch> mismatches() {
    LocalDate day = LocalDate.parse("2024-01-01");
    return RuntimeView.of(fixture.read(), new VersionsCatalog(null).on(day), day).mismatches();
  }
}
