package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Path folder;

  ReplayCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void timelineWithoutRuns_opensOnceTheGraceIsOver() throws Exception {
    assertThat(replay(timeline("2024-03-05T09:16:00Z"))).isEqualTo(ExitCode.DONE);
    assertThat(out.toString().lines())
        .containsExactly(
            """
            {"at":"2024-03-05T09:15:30Z","alert":"heartbeat","event":"open",\
            "reasons":["NOT_SCHEDULED"],"flapping":false}\
            """);
  }

  @Test
  void faultyTimeline_namesTheField_andPrintsNothing() throws Exception {
    assertThat(replay(timeline("yesterday"))).isEqualTo(ExitCode.USAGE);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("until").contains("yesterday");
  }

  @Test
  void fileThatIsNotThere_isNamed() throws Exception {
    Path missing = folder.resolve("missing.json");
    assertThat(execute(missing)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString().strip()).endsWith("missing.json cannot be read: it is not there");
  }

  private static String timeline(String until) {
    return """
    {"schedule": "*/5 * * * *", "agent_start": "2024-03-05T09:00:00Z", "until": "%s",
     "runs": []}
    """
        .formatted(until);
  }

  private ExitCode replay(String timeline) throws Exception {
    return execute(Files.writeString(folder.resolve("timeline.json"), timeline));
  }

  private ExitCode execute(Path file) throws Exception {
    var shell =
        new Shell(new PrintWriter(out), new PrintWriter(err), Map.of(), Shell.Viewer.STREAM);
    return new Commands(shell, "test").execute("heartbeat", "replay", file.toString());
  }
}
