package io.runtimeagent.ship.discover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {
  private final LogFilter filter = new LogFilter(List.of("**/*.log"), List.of());

  @ParameterizedTest
  @CsvSource({
    "dag_id=d/run_id=r/task_id=t/attempt=1.log, 0",
    "d/t/2022-01-01T00:00:00+00:00/1.log, 0",
    "top.log, 0",
    "a/attempt=1.log.trigger.7.log, 0",
    "a/attempt=1.log.SchedulerJob.log, 0",
    "a/x.log.1, 1",
    "a/x.log.12345, 12345",
    "a/x.log.1.log, 0"
  })
  void part_ofALog_isFound(String path, int rotation) {
    String log = rotation == 0 ? path : path.substring(0, path.lastIndexOf('.'));
    assertThat(filter.part(Path.of(path)))
        .hasValueSatisfying(
            part -> {
              assertThat(part.log().value()).isEqualTo(log);
              assertThat(part.rotation()).isEqualTo(rotation);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/x.txt",
        "a/.hidden.log",
        ".runtime-agent.lock",
        "a/x.log.0",
        "a/x.log.01",
        "a/x.log.123456",
        "a/x.log.gz",
        "a/x.log.",
        "a/x.log.-1",
        "a/log.1",
        "executor_callbacks/d/r/1"
      })
  void anythingElse_isNone(String path) {
    assertThat(filter.part(Path.of(path))).isEmpty();
  }

  @Test
  void include_replacesAndExcludeTakesAway() {
    var own = new LogFilter(List.of("dag_id=a/**"), List.of("**/secret*"));
    assertThat(own.part(Path.of("dag_id=a/x.txt"))).isPresent();
    assertThat(own.part(Path.of("dag_id=b/x.log"))).isEmpty();
    assertThat(own.part(Path.of("dag_id=a/secret.log"))).isEmpty();
    assertThat(own.part(Path.of("dag_id=a/secret.log.1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "**/x.log, x.log, true",
    "**/x.log, a/b/x.log, true",
    "**/x.log, a/xx.log, false",
    "**/x.log, x.log/y.log, false",
    "**/b/*.log, b/x.log, true",
    "**/b/*.log, a/b/x.log, true",
    "**/b/*.log, a/b/c/x.log, false",
    "'**/*{1,2}.log', a/x2.log, true",
    "**/a**.log, ab/c.log, true",
    "**/a**.log, b/ab/c.log, true",
    "*.log, x.log, true",
    "*.log, a/x.log, false"
  })
  void include_isAGlobOfThePath(String glob, String path, boolean ships) {
    var own = new LogFilter(List.of(glob), List.of());
    assertThat(own.part(Path.of(path)).isPresent()).isEqualTo(ships);
  }

  @Test
  void componentsAndHiddenFolders_areNotDescendedInto() {
    for (String folder : List.of("scheduler", "dag_processor", "dag_processor_manager", ".git")) {
      assertThat(filter.descends(Path.of(folder))).as(folder).isFalse();
    }
    for (String folder : List.of("dag_id=d", "dag_id=d/scheduler", "a/dag_processor")) {
      assertThat(filter.descends(Path.of(folder))).as(folder).isTrue();
    }
  }
}
