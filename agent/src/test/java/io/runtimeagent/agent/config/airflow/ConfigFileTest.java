package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private final Path folder;
  private final Findings findings = new Findings();

  ConfigFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path write(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("airflow.cfg"), bytes);
  }

  @Test
  void absentFile_saysNothing() {
    assertThat(ConfigFile.read(folder.resolve("none.cfg"), "airflow.cfg", findings)).isEmpty();
    assertThat(findings.faults()).isEmpty();
  }

  @Test
  void byteOrderMark_isPassedOver() throws IOException, UnreadableValueException {
    Path file = write("\uFEFF[a]\nk = v\n".getBytes(StandardCharsets.UTF_8));
    ConfigFile read = ConfigFile.read(file, "airflow.cfg", findings).orElseThrow();
    assertThat(read.get("a", "K")).contains("v");
  }

  @Test
  void otherEncodings_areAFault() throws IOException {
    Path file = write("[a]\nk = \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(ConfigFile.read(file, "airflow.cfg", findings)).isEmpty();
    assertThat(findings.faults().getFirst().describe()).contains(file.toString(), "UTF-8");
  }

  @Test
  void folderInTheFilesPlace_isAFault() {
    assertThat(ConfigFile.read(folder, "airflow.cfg", findings)).isEmpty();
    assertThat(findings.faults()).hasSize(1);
  }

  @Test
  void everyFaultyLine_isNamed() throws IOException {
    Path file = write("[a]\nk\nj = 1\nj = 2\n[a]\n= x\n".getBytes(StandardCharsets.UTF_8));
    assertThat(ConfigFile.read(file, "airflow.cfg", findings)).isPresent();
    assertThat(findings.faults())
        .extracting(fault -> fault.source().replaceFirst(".*, ", ""))
        .containsExactly("line 2", "line 4", "line 5", "line 6");
  }
}
