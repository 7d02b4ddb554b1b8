package io.runtimeagent.probe.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.replay.HeartbeatReplay.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
  private static final Path FOLDER = Path.of("src/test/resources/heartbeat-scenarios");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void scenario_printsExactlyItsEvents(String name) throws IOException {
    List<String> expected = Files.readAllLines(FOLDER.resolve(name + ".expected.jsonl"));
    String file = Files.readString(FOLDER.resolve(name + ".json"));

    assertThat(HeartbeatReplay.replay(new StringReader(file)))
        .isEqualTo(new Outcome.Played(expected));
  }

  @Test
  void scenarios_areAllHere() throws IOException {
    assertThat(names()).hasSize(38).contains("S01", "S49", "worked-example");
  }
}
