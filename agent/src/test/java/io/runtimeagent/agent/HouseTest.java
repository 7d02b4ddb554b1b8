package io.runtimeagent.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The map in `CONTRIBUTING.md` is the law of the house.
class HouseTest {
  private static final Path ROOT = Path.of("..");

  private final HouseMap map = HouseMap.read(ROOT.resolve("CONTRIBUTING.md"));
  private final Map<String, Set<String>> arrows = Arrows.ofAllModules(ROOT);

  HouseTest() throws IOException {}

  @Test
  void everyRoom_isOnTheMap() {
    assertThat(map.rooms()).containsAll(arrows.keySet());
  }

  @Test
  void everyArrow_isOnTheMap() {
    var forbidden = new TreeSet<String>();
    arrows.forEach(
        (room, used) ->
            used.stream()
                .filter(other -> other.startsWith("io.runtimeagent."))
                .filter(other -> !other.equals(room) && !map.allows(room, other))
                .forEach(other -> forbidden.add(room + " -> " + other)));
    assertThat(forbidden).isEmpty();
  }

  @Test
  void map_hasNoCycle() {
    assertThat(map.cycle()).isEmpty();
  }

  @Test
  void micrometer_isKnownToTheMetricsOnly() {
    assertThat(whoUses("io.micrometer", "io.prometheus"))
        .containsOnly("io.runtimeagent.agent.metrics");
  }

  @Test
  void logback_isKnownToTheLoggingOnly() {
    assertThat(whoUses("ch.qos.logback")).containsOnly("io.runtimeagent.agent.logging");
  }

  @Test
  void libraries_knowNoLogBackendAndNoCommandLine() {
    assertThat(whoUses("org.slf4j", "picocli"))
        .allMatch(room -> room.startsWith("io.runtimeagent.agent"));
  }

  @Test
  void environment_isReadByTheConfigurationOnly() throws IOException {
    assertThat(Arrows.whoReadsTheEnvironment(ROOT)).containsOnly("io.runtimeagent.agent.config");
  }

  private Set<String> whoUses(String... packages) {
    var rooms = new TreeSet<String>();
    arrows.forEach(
        (room, used) -> {
          if (used.stream().anyMatch(other -> startsWithAny(other, packages))) {
            rooms.add(room);
          }
        });
    return rooms;
  }

  private static boolean startsWithAny(String name, String... prefixes) {
    for (String prefix : prefixes) {
      if (name.equals(prefix) || name.startsWith(prefix + ".")) {
        return true;
      }
    }
    return false;
  }
}
