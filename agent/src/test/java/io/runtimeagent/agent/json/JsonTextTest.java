package io.runtimeagent.agent.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "true",
        "12345678901234567890.12345678901234567890",
        "\"é☃😀 \\\" \\\\ \\n\"",
        "{\"b\":1,\"a\":[{\"c\":null},false,\"\"]}"
      })
  void write_givesBackWhatWasParsed(String text) throws JsonException {
    assertThat(JsonText.write(JsonText.parse(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "{}x",
        "s3cret",
        "{\"a\" s3cret}",
        "{'a':1}",
        "[01]",
        "\"s3cret"
      })
  void parse_refusesWithoutQuoting(String text) {
    assertThatThrownBy(() -> JsonText.parse(text))
        .isInstanceOf(JsonException.class)
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void parse_refusesEndlessDepth() {
    assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000))).isInstanceOf(JsonException.class);
  }

  @Test
  void parse_takesTheLastOfTwoMembersWithOneName() throws JsonException {
    assertThat(JsonText.parse("{\"a\":1,\"a\":2}"))
        .isEqualTo(new Json.Members(Map.of("a", Json.of(2))));
  }

  @Test
  void writeIndented_isTheSameValue() throws JsonException {
    Json value = new Json.Members(Map.of("a", new Json.Items(List.of(Json.of("b"), Json.of(1)))));
    assertThat(JsonText.parse(JsonText.writeIndented(value))).isEqualTo(value);
  }
}
