package io.runtimeagent.agent.airflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Python that goes into Airflow is linted, formatted, typed and tested by itself.
class ITPython {
  /// Without what costs time at its start, or is said by its few names.
  private static final String SUPERVISOR = "../../dist/lib/supervise.py";

  private static final Path SOURCES = Path.of("src/main/python").toAbsolutePath();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ruff check --no-cache . ../../test/python",
        "ruff format --no-cache --check . ../../test/python",
        "mypy --cache-dir=/dev/null runtime_agent_airflow",
        "ruff check --no-cache --config pyproject.toml --ignore D102,D103,PTH,S606,SIM105 "
            + SUPERVISOR,
        "ruff format --no-cache --config pyproject.toml --check " + SUPERVISOR,
        "mypy --cache-dir=/dev/null --strict " + SUPERVISOR,
        "pytest -c pyproject.toml ../../test/python"
      })
  void python_passes(String tool) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ServerTools.executable("python").toString());
    command.add("-m");
    command.addAll(List.of(tool.split(" ")));
    var builder = new ProcessBuilder(command).directory(SOURCES.toFile()).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", SOURCES.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
