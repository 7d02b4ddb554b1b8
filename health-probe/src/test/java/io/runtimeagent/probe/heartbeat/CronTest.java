package io.runtimeagent.probe.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  /// Each line: a cron, a time, and the next times that croniter 7.0.0 told.
  @Test
  void after_walksAsCroniterDoes() throws IOException, JsonException, InvalidScheduleException {
    for (String line : Files.readAllLines(Path.of("src/test/resources/croniter.jsonl"))) {
      List<String> words = words(line);
      Cron cron = Cron.parse(words.get(0));
      LocalDateTime time = LocalDateTime.parse(words.get(1));
      List<String> walked = new ArrayList<>();
      for (int i = 2; i < words.size(); i++) {
        time = cron.after(time);
        walked.add(time.toString());
      }
      assertThat(walked).as(line).isEqualTo(words.subList(2, words.size()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "* * * *",
        "* * * * * *",
        "61 * * * *",
        "0 24 * * *",
        "0 0 0 * *",
        "0 0 32 * *",
        "0 0 * 0 *",
        "0 0 * 13 *",
        "0 0 * * 8",
        "a * * * *",
        "*/0 * * * *",
        "1-5/0 * * * *",
        ", * * * *",
        "1, * * * *",
        "- * * * *",
        "-5 * * * *",
        "*-5 * * * *",
        "5-* * * * *",
        "*/5/5 * * * *",
        "1-2/3/4 * * * *",
        "? * * * *",
        "* * * ? *",
        "+5 * * * *",
        "5.0 * * * *",
        "/5 * * * *",
        "1-70 * * * *",
        "60/5 * * * *",
        "0 0 30 2 *",
        "0 0 31 4,6 *",
        "0 0 L * *",
        "0 0 * * 1#1",
        "0 0 15W * *",
        "@once",
        "@Daily",
        "None",
        "\uFF11 * * * *",
        "0 0 * * MONDAY",
        "jan * * * *",
        "99999999999 * * * *"
      })
  void parse_refusesWhatIsNoCron(String text) {
    assertThatThrownBy(() -> Cron.parse(text)).isInstanceOf(InvalidScheduleException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"* * * * *", "0 */1 * * *", "0 0-23 * * *", "5 0-11,12-23 * * *"})
  void everyHour_isWhateverMatchesAllHours(String text) throws InvalidScheduleException {
    assertThat(Cron.parse(text).everyHour()).isTrue();
  }

  /// croniter 7.0.0 tells the same.
  @ParameterizedTest
  @ValueSource(strings = {"0 0 *,5 * MON", "0 0 5,* * MON", "0 0 ? * MON"})
  void starInListOfDays_restrictsNothing(String text) throws InvalidScheduleException {
    LocalDateTime next = Cron.parse(text).after(LocalDateTime.parse("2024-04-02T00:00"));

    assertThat(next).isEqualTo("2024-04-08T00:00");
  }

  @Test
  void parse_knowsAirflowsPresets() throws InvalidScheduleException {
    LocalDateTime time = LocalDateTime.parse("2024-03-05T10:02:07");

    assertThat(Cron.parse("@hourly").after(time)).isEqualTo("2024-03-05T11:00");
    assertThat(Cron.parse("@daily").after(time)).isEqualTo("2024-03-06T00:00");
    assertThat(Cron.parse("@weekly").after(time)).isEqualTo("2024-03-10T00:00");
    assertThat(Cron.parse("@monthly").after(time)).isEqualTo("2024-04-01T00:00");
    assertThat(Cron.parse("@quarterly").after(time)).isEqualTo("2024-04-01T00:00");
    assertThat(Cron.parse("@yearly").after(time)).isEqualTo("2025-01-01T00:00");
  }

  private static List<String> words(String line) throws JsonException {
    List<String> words = new ArrayList<>();
    if (Json.parse(line) instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        words.add(item instanceof Json.Str(String word) ? word : "");
      }
    }
    return words;
  }
}
