package io.runtimeagent.agent.config.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Findings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AirflowOptionsTest {
  private static final Option OPEN = Option.open("logging", "base").formerlyIn("core", 2);
  private static final Option SECRET = Option.secret("database", "conn").formerlyIn("core", 9);
  private static final String NOTHING = "nothing";

  private static String read(Option option, Map<String, String> environment, String file) {
    return read(option, environment, file, "2.11.0");
  }

  private static String read(
      Option option, Map<String, String> environment, String file, String version) {
    ConfigFile parsed = ConfigFileParser.parse("cfg", file, new Findings());
    SecretCommand command = (line, source) -> new Reading.Given("ran " + line, source);
    Optional<AirflowVersion> known = AirflowVersion.parse(version);
    return switch (AirflowOptions.of(environment, parsed, command, known).read(option)) {
      case Reading.Given(String text, String source) -> text + " from " + source;
      case Reading.Absent() -> NOTHING;
      case Reading.Failed(String source, _) -> "failed " + source;
    };
  }

  @Test
  void environment_winsOverFile() {
    Map<String, String> environment = Map.of("AIRFLOW__LOGGING__BASE", "e");
    assertThat(read(OPEN, environment, "[logging]\nbase=f"))
        .isEqualTo("e from AIRFLOW__LOGGING__BASE");
    assertThat(read(OPEN, Map.of(), "[logging]\nbase=f")).isEqualTo("f from cfg");
    assertThat(read(OPEN, Map.of(), "")).isEqualTo(NOTHING);
  }

  @Test
  void emptyVariable_winsOverFile() {
    Map<String, String> environment = Map.of("AIRFLOW__LOGGING__BASE", "");
    assertThat(read(OPEN, environment, "[logging]\nbase=f"))
        .isEqualTo(" from AIRFLOW__LOGGING__BASE");
  }

  @Test
  void formerSection_isLookedAtAfterTheNewOneOfEachPlace() {
    Map<String, String> environment = Map.of("AIRFLOW__CORE__BASE", "e");
    assertThat(read(OPEN, environment, "[logging]\nbase=f"))
        .isEqualTo("e from AIRFLOW__CORE__BASE");
    assertThat(read(OPEN, Map.of(), "[core]\nbase=old")).isEqualTo("old from cfg");
    assertThat(read(OPEN, Map.of(), "[core]\nbase=old\n[logging]\nbase=f")).isEqualTo("f from cfg");
  }

  @Test
  void formerSection_isNotLookedAtByAirflow3() {
    Map<String, String> environment = Map.of("AIRFLOW__CORE__BASE", "e");
    assertThat(read(OPEN, environment, "[core]\nbase=old", "3.0.0")).isEqualTo(NOTHING);
    assertThat(read(OPEN, environment, "[core]\nbase=old", "unknown"))
        .isEqualTo("e from AIRFLOW__CORE__BASE");
  }

  @Test
  void commands_areForSecretsOnly() {
    assertThat(read(OPEN, Map.of("AIRFLOW__LOGGING__BASE_CMD", "c"), "[logging]\nbase_cmd=d"))
        .isEqualTo(NOTHING);
    assertThat(read(SECRET, Map.of("AIRFLOW__DATABASE__CONN_CMD", "c"), ""))
        .isEqualTo("ran c from AIRFLOW__DATABASE__CONN_CMD");
    assertThat(read(SECRET, Map.of(), "[core]\nconn_cmd=d"))
        .isEqualTo("ran d from conn_cmd in cfg");
  }

  @Test
  void secretPlaces_areTakenInAirflowsOrder() {
    Map<String, String> command = Map.of("AIRFLOW__DATABASE__CONN_CMD", "c");
    assertThat(read(SECRET, command, "[database]\nconn=f")).startsWith("ran c");
    assertThat(read(SECRET, Map.of(), "[database]\nconn=f\nconn_cmd=d")).isEqualTo("f from cfg");
    Map<String, String> backend = Map.of("AIRFLOW__DATABASE__CONN_SECRET", "path");
    assertThat(read(SECRET, backend, "")).isEqualTo("failed AIRFLOW__DATABASE__CONN_SECRET");
    assertThat(read(SECRET, Map.of(), "[database]\nconn_secret=path"))
        .isEqualTo("failed conn_secret in cfg");
  }

  @Test
  void values_areExpandedInBothPlaces() {
    Map<String, String> environment = Map.of("X", "1", "AIRFLOW__LOGGING__BASE", "$X%%");
    assertThat(read(OPEN, environment, "")).isEqualTo("1%% from AIRFLOW__LOGGING__BASE");
    assertThat(read(OPEN, Map.of("X", "1"), "[logging]\nbase=$X%%")).isEqualTo("1% from cfg");
    assertThat(read(OPEN, Map.of(), "[logging]\nbase=100%")).isEqualTo("failed cfg");
  }

  @Test
  void sectionsWithDots_haveUnderscoresInTheirVariables() {
    assertThat(Option.open("a.b", "c_d").variable()).isEqualTo("AIRFLOW__A_B__C_D");
  }
}
