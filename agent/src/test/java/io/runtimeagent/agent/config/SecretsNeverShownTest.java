package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever stands in a place for secrets, well formed or not, comes out nowhere.
class SecretsNeverShownTest {
  private static final int ROUNDS = 20;
  private static final String ALPHABET = "abcXYZ0189%+/=:@#?&;,'\"\\~-_.é☃ ";
  private static final String MARK = "hunter2";

  /// `#` stands for the secret.
  private static final List<String> FORMS =
      List.of(
          "#",
          "https://user:#@host/",
          "https://host/services/#",
          "https://host/?sig=#",
          "aws://AKIA:#@/?region_name=x",
          "aws://AKIA:#",
          "aws:///?aws_secret_access_key=#&aws_access_key_id=A",
          "{\"conn_type\":\"aws\",\"login\":\"A\",\"password\":\"#\"}",
          "{\"conn_type\":\"aws\",\"extra\":{\"config_kwargs\":{\"proxies\":\"#\"}}}",
          "{\"conn_type\":\"wasb\",\"extra\":{\"connection_string\":\"AccountKey=#\"}}",
          "{\"conn_type\":\"google_cloud_platform\",\"extra\":{\"keyfile_dict\":\"#\"}}",
          "{\"password\":\"#",
          "postgresql://u:#@h/db",
          "A=#");

  private static final List<String> OTHERS =
      List.of(
          "AIRFLOW_CONN_LOGS",
          "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
          "AIRFLOW__CORE__SQL_ALCHEMY_CONN",
          "AIRFLOW__LOGGING__REMOTE_TASK_HANDLER_KWARGS",
          "AIRFLOW__RUNTIME_AGENT__CONECTION",
          "AIRFLOW__RUNTIME_AGENT__ALERT_WEBHOOK_SIGNING_KAY");

  private final Scene scene;

  SecretsNeverShownTest(@TempDir Path root) {
    scene = new Scene(root);
  }

  static Stream<String> variables() {
    return Stream.concat(
        Settings.ALL.stream().filter(Setting::isSecret).map(setting -> setting.option().variable()),
        OTHERS.stream());
  }

  @ParameterizedTest
  @MethodSource("variables")
  void secret_isNeverShown(String variable) {
    long seed = RandomGenerator.getDefault().nextLong();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String url = List.of("s3://b-t/x", "gs://b-t/x", "wasb-x").get(random.nextInt(3));
      String form = FORMS.get(random.nextInt(FORMS.size()));
      String secret = text(random) + MARK + text(random);
      scene
          .key("destination", url)
          .with("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "logs")
          .with(variable, form.replace("#", secret));
      assertThat(shown(scene.load()))
          .as("%s = %s of %s, seed %d", variable, form, url, seed)
          .doesNotContain(MARK);
    }
  }

  private static String text(RandomGenerator random) {
    return random
        .ints(random.nextInt(8), 0, ALPHABET.length())
        .mapToObj(at -> String.valueOf(ALPHABET.charAt(at)))
        .collect(Collectors.joining());
  }

  private static String shown(ConfigOutcome outcome) {
    return switch (outcome) {
      case ConfigOutcome.Valid(AgentConfig config, var rows, List<Note> notes) ->
          "" + config + rows + notes + notes.stream().map(Note::describe).toList();
      case ConfigOutcome.Faulty(List<Fault> faults, var rows, List<Note> notes) ->
          "" + faults + rows + notes + faults.stream().map(Fault::describe).toList();
    };
  }
}
