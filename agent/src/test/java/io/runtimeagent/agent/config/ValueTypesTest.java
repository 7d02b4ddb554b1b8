package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypesTest {

  @ParameterizedTest
  @CsvSource({
    "true, true",
    "True, true",
    "T, true",
    "1, true",
    "FALSE, false",
    "0, false",
    "f, false"
  })
  void flag_takesAirflowsWords(String text, boolean value) {
    assertThat(ValueTypes.flag().parse(text)).contains(value);
  }

  @Test
  void flag_takesACommentBehindItAsAirflowDoes() {
    assertThat(ValueTypes.flag().parse("true # because")).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "on", "2", "tru", "t rue"})
  void flag_takesNothingElse(String text) {
    assertThat(ValueTypes.flag().parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "25s, PT25S",
    "10m, PT10M",
    "1h30m, PT1H30M",
    "7d, PT168H",
    "2w, PT336H",
    "500ms, PT0.5S",
    "0s, PT0S"
  })
  void duration_hasUnits(String text, Duration value) {
    assertThat(TimeTypes.duration().parse(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"25", "s", "-1s", "1.5h", "1 h", "1y", "PT1H", "9999999999s", "１s", "off"})
  void duration_takesNothingElse(String text) {
    assertThat(TimeTypes.duration().parse(text)).isEmpty();
  }

  @Test
  void limit_canBeOff() {
    assertThat(TimeTypes.limit().parse("off")).contains(Duration.ZERO);
    assertThat(TimeTypes.limit().parse("None")).contains(Duration.ZERO);
    assertThat(TimeTypes.limit().parse("30d")).contains(Duration.ofDays(30));
    assertThat(TimeTypes.limit().parse("0d")).isEmpty();
  }

  @Test
  void windows_haveTwoEnds() {
    Optional<List<MaintenanceWindow>> windows =
        ValueTypes.listOf(TimeTypes.window())
            .parse(
                "2026-01-01T00:00:00Z/2026-01-01T02:00:00+01:00,"
                    + " 2026-02-01t00:00:00z/2026-02-02T00:00:00.5Z");
    assertThat(windows.orElseThrow())
        .containsExactly(
            new MaintenanceWindow(
                Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T01:00:00Z")),
            new MaintenanceWindow(
                Instant.parse("2026-02-01T00:00:00Z"), Instant.parse("2026-02-02T00:00:00.5Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00Z/2026-01-01T00:00:00Z",
        "2026-01-02T00:00:00Z/2026-01-01T00:00:00Z",
        "2026-01-01T00:00:00/2026-01-02T00:00:00",
        "2026-01-01/2026-01-02",
        "2026-02-30T00:00:00Z/2026-03-01T00:00:00Z",
        "a/b/c",
        "/",
        ","
      })
  void windows_takeNothingElse(String text) {
    assertThat(ValueTypes.listOf(TimeTypes.window()).parse(text)).isEmpty();
  }

  @Test
  void globs_keepCommasInBraces() {
    assertThat(ValueTypes.globs().parse("**/*.{log,txt} , a/*"))
        .contains(List.of("**/*.{log,txt}", "a/*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a,b", "/abs/*.log", ","})
  void globs_takeNothingElse(String text) {
    assertThat(ValueTypes.globs().parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "9105, 9105", "65535, 65535"})
  void number_isInItsRange(String text, int value) {
    assertThat(ValueTypes.number(0, 65_535).parse(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "1.0", "0x10", "", "99999999999", "９"})
  void number_takesNothingElse(String text) {
    assertThat(ValueTypes.number(0, 65_535).parse(text)).isEmpty();
  }

  @Test
  void links_haveTitleAndUrl() {
    List<UiLink> links =
        ValueTypes.listOf(UiLink.type())
            .parse("Run book=https://w/?a=b, Mail=mailto:a@b.c,Übersicht = http://x/%2C")
            .orElseThrow();
    assertThat(links).extracting(UiLink::title).containsExactly("Run book", "Mail", "Übersicht");
    assertThat(links.getFirst().url()).hasToString("https://w/?a=b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://x", "=https://x", "A=", "A=javascript:alert(1)", "A=//x", "A=h t", "A=x"})
  void links_takeNothingElse(String text) {
    assertThat(ValueTypes.listOf(UiLink.type()).parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hooks.slack.com/x", "ftp://x", "https://", "https://a b", "http:x", "//x"})
  void url_takesNothingButHttp(String text) {
    assertThat(ValueTypes.url().parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"$UNSET/x", "a\nb", "a\0b"})
  void path_takesNothingThatIsNone(String text) {
    assertThat(ValueTypes.path().parse(text)).isEmpty();
  }

  @Test
  void everyLiteralDefault_isAccepted() {
    assertThat(Settings.ALL)
        .filteredOn(setting -> !setting.fallback().isEmpty())
        .allSatisfy(setting -> assertThat(setting.type().parse(setting.fallback())).isPresent());
  }
}
