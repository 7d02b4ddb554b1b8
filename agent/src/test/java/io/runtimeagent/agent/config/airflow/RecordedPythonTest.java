package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.Recorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Values come out as Python, and Airflow on top of it, make of them.
class RecordedPythonTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HOME", "/home/airflow", "ONE", "1", "TWO", "2", "NESTED", "$ONE-${TWO}", "TILDE", "~");

  static List<Recorded> configFiles() {
    return Recorded.cases("config-files");
  }

  @ParameterizedTest
  @MethodSource("configFiles")
  void configFile_readsAsPythonDoes(Recorded recorded) {
    Findings findings = new Findings();
    ConfigFile file = ConfigFileParser.parse("airflow.cfg", recorded.textOrEmpty("text"), findings);
    boolean refused = recorded.value("refused").equals(new Json.Bool(true));
    assertThat(!findings.faults().isEmpty()).isEqualTo(refused);
    recorded
        .members("values")
        .forEach((name, value) -> assertThat(valueOf(file, name)).isEqualTo(value));
  }

  private static Json valueOf(ConfigFile file, String name) {
    int dot = name.lastIndexOf('.');
    try {
      Optional<String> value = file.get(name.substring(0, dot), name.substring(dot + 1));
      return value.map(Json::of).orElseGet(Json.Null::new);
    } catch (UnreadableValueException _) {
      return new Json.Members(Map.of("unreadable", new Json.Bool(true)));
    }
  }

  static List<Recorded> commands() {
    return Recorded.cases("commands");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_splitsAsPythonDoes(Recorded recorded) {
    assertThat(words(recorded.textOrEmpty("line"))).isEqualTo(recorded.value("words"));
  }

  private static Json words(String line) {
    try {
      return Json.texts(ShellWords.split(line));
    } catch (UnreadableValueException _) {
      return new Json.Null();
    }
  }

  static List<Recorded> expansions() {
    return Recorded.cases("expansions");
  }

  @ParameterizedTest
  @MethodSource("expansions")
  void value_expandsAsAirflowDoes(Recorded recorded) throws UnreadableValueException {
    assertThat(new EnvironmentExpansion(ENVIRONMENT).expand(recorded.textOrEmpty("text")))
        .isEqualTo(recorded.textOrEmpty("expanded"));
  }
}
