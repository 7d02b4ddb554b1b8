package io.runtimeagent.probe.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.replay.HeartbeatReplay.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final String RUN =
      "{'run_id': 'a', 'run_type': 'scheduled', 'fire': '2024-03-05T09:00:00Z',"
          + " 'created': '2024-03-05T09:00:02.123+01:00'}";
  private static final String FILE =
      "{'schedule': '*/5 * * * *', 'agent_start': '2024-03-05T09:00:00Z',"
          + " 'until': '2024-03-05T09:04:00Z', 'runs': [%s]}".formatted(RUN);

  @Test
  void smallestFile_isPlayed() {
    assertThat(replay(FILE)).isEqualTo(new Outcome.Played(List.of()));
  }

  /// What is replaced in the smallest file, by what, and the field that is at fault then.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'schedule': '*/5 * * * *',| | schedule",
        "'*/5 * * * *'| '61 * * * *' | schedule",
        "'*/5 * * * *'| '@once' | schedule",
        "'*/5 * * * *'| 5 | schedule",
        "'until'| 'timezone': 'Mars/Olympus', 'until' | timezone",
        "'until'| 'timezone': null, 'until' | timezone",
        "'until'| 'timezone': '+05:00', 'until' | timezone",
        "'until'| 'tick_seconds': 0, 'until' | tick_seconds",
        "'until'| 'tick_seconds': 61, 'until' | tick_seconds",
        "'until'| 'tick_seconds': 1.5, 'until' | tick_seconds",
        "'until'| 'tick_seconds': '15', 'until' | tick_seconds",
        "'until'| 'ticks': 15, 'until' | ticks",
        "'2024-03-05T09:04:00Z'| '2024-03-05T08:59:59Z' | until",
        "'2024-03-05T09:04:00Z'| '2024-03-05T09:04:00' | until",
        "'2024-03-05T09:04:00Z'| '2024-03-05T09:04:00.5Z' | until",
        "'2024-03-05T09:04:00Z'| '2024-02-30T09:04:00Z' | until",
        "'2024-03-05T09:04:00Z'| '2024-03-05T24:00:00Z' | until",
        "'2024-03-05T09:04:00Z'| 1709629440 | until",
        "'run_id': 'a',| | runs[0].run_id",
        "'run_id': 'a'| 'run_id': null | runs[0].run_id",
        "'run_id': 'a'| 'run_id': 'a', 'colour': 1 | runs[0].colour",
        "'fire': '2024-03-05T09:00:00Z',| | runs[0].fire",
        "'fire': '2024-03-05T09:00:00Z'| 'fire': 'noon' | runs[0].fire",
        "'run_type': 'scheduled'| 'run_type': 7 | runs[0].run_type",
        "+01:00| | runs[0].created",
        "'run_id': 'a'| 'run_id': 'a', 'started': 5 | runs[0].started",
        "'run_id': 'a'| 'run_id': 'a', 'gone': 'x' | runs[0].gone",
        "'run_id': 'a'| 'run_id': 'a', 'state': 3 | runs[0].state",
        "'run_id': 'a'| 'run_id': 'a', 'ended': '2024-03-05T09:00:09Z' | runs[0].state",
        "'runs': [| 'runs': [7, | runs[0]",
        "'until'| 'paused': null, 'until' | paused",
        "'until'| 'paused': [[]], 'until' | paused[0]",
        "'until'| 'maintenance': [['2024-03-05T09:00:00Z']], 'until' | maintenance[0]",
        "'until'| 'scheduler_starts': ['x'], 'until' | scheduler_starts[0]",
        "'until'| 'restarts': [{'at': '2024-03-05T09:00:00Z'}], 'until' | restarts[0].state",
        "'until'| 'restarts': [{'at': 1, 'state': 'kept'}], 'until' | restarts[0].at",
        "'until'| 'clock_steps': [{'at': '2024-03-05T09:00:00Z', 'seconds': 1.5}], 'until'"
            + " | clock_steps[0].seconds",
        "'until'| 'clock_steps': [{'at': '2024-03-05T09:00:00Z', 'seconds': true}], 'until'"
            + " | clock_steps[0].seconds"
      })
  void faultyField_isNamed(String part, String replacement, String field) {
    String file = FILE.replace(part, replacement == null ? "" : replacement.strip());

    assertThat(faults(file)).singleElement().asString().startsWith(field.strip() + ": ");
  }

  @Test
  void intervalThatEndsFirst_isNamedWithItsValue() {
    String interval = "['2024-03-05T09:00:01Z','2024-03-05T09:00:00Z']";
    String down =
        "'observer_down': [['2024-03-05T09:00:00Z','2024-03-05T09:00:00Z']," + interval + "],";

    List<String> faults = faults(FILE.replace("'until'", down + "'until'"));

    assertThat(faults)
        .singleElement()
        .asString()
        .startsWith("observer_down[1]: [\"2024-03-05T09:00:01Z\",\"2024-03-05T09:00:00Z\"]: ");
  }

  @Test
  void allFaults_comeTogether() {
    String file = "{'schedule': 'x', 'runs': [{'fire': 1}], 'x': 2}";

    assertThat(faults(file))
        .extracting(fault -> fault.substring(0, fault.indexOf(':')))
        .containsExactly(
            "schedule",
            "agent_start",
            "until",
            "runs[0].run_id",
            "runs[0].run_type",
            "runs[0].fire",
            "runs[0].created",
            "x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "{", "[]", "7", "{'a': 1,}", "{'a': 1, 'a': 2}", "{} {}"})
  void otherThanOneObject_isRefused(String file) {
    assertThat(faults(file)).first().asString().startsWith("the file is not one JSON object: ");
  }

  @Test
  void fieldThatStandsTwice_isNamed() {
    String file = FILE.replace("'run_id': 'a'", "'run_id': 'a', 'run_id': 'b'");

    assertThat(faults(file)).singleElement().asString().contains(": runs[0].run_id stands twice, ");
  }

  @Test
  void byteOrderMark_isNamed() {
    assertThat(faults("\uFEFF" + FILE)).singleElement().asString().contains("byte order mark");
  }

  @Test
  void otherThanUtf8_isSaid() throws IOException {
    byte[] bytes = FILE.replace("'a'", "'\u00e9'").getBytes(StandardCharsets.ISO_8859_1);
    Reader file =
        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());

    assertThat(HeartbeatReplay.replay(file))
        .isEqualTo(
            new Outcome.Refused(List.of("the file is not one JSON object: it is not UTF-8")));
  }

  /// None of them may fill the heap, however long they are.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "{'schedule': '%s'}",
        "{'paused': [%s]}",
        "{'runs': [[%s]]}",
        "{'runs': [{'run_id': '%s'}]}",
        "{'%s': 1}",
        "{'x': {'y': [%s]}}"
      })
  void longPart_isRefused(String file) {
    String part = "1,".repeat(300_000) + "1";

    assertThat(faults(file.formatted(part)))
        .singleElement()
        .asString()
        .startsWith("the file is not one JSON object: ");
  }

  @Test
  void faultsBeyondAHundred_areCounted() {
    String runs = "1,".repeat(999) + "1";

    assertThat(faults(FILE.replace(RUN, runs)))
        .hasSize(101)
        .contains("runs[99]: 1: expected an object")
        .endsWith("900 faults more are not listed");
  }

  private static List<String> faults(String file) {
    return replay(file) instanceof Outcome.Refused(List<String> faults) ? faults : List.of();
  }

  private static Outcome replay(String file) {
    try {
      return HeartbeatReplay.replay(new StringReader(file.replace('\'', '"')));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
