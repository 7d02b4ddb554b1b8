package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StatusReportTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String STATUS =
      """
      {"written_at": "2026-11-21T11:59:58Z", "pid": %d, "started_at": "2026-11-21T09:00:00Z",
       "version": "1.2.3", "phase": "running", "role": "worker",
       "shipping": {"state": "held", "held": "403 AccessDenied", "log_folder": "/logs",
         "destination": "s3://bucket/logs/", "tracked_logs": 10000, "backlog_files": 3,
         "backlog_bytes": 12345678, "unshipped_files": {"symlink": 2},
         "oldest_unshipped": {"log": "a/attempt=1.log", "since": "2026-11-21T11:55:00Z"},
         "last_errors": [{"at": "2026-11-21T11:59:30Z", "log": "b/attempt=1.log", "what": "403"}]}}
      """;

  @Test
  void status_readsAsAPersonAsks() throws Exception {
    assertThat(report(STATUS.formatted(ProcessHandle.current().pid())).lines())
        .containsExactly(
            "Agent       1.2.3, process "
                + ProcessHandle.current().pid()
                + " beside worker, running, started 3 h ago",
            "Shipping    held: 403 AccessDenied",
            "From        /logs",
            "To          s3://bucket/logs/",
            "Logs        10,000 logs known",
            "Backlog     3 logs, 12.3 MB",
            "Oldest      a/attempt=1.log, written 5 min ago",
            "Last write  never",
            "Unshipped   2 symlink",
            "Last errors",
            "  30 s ago  b/attempt=1.log: 403");
  }

  @Test
  void trouble_isWhatKeepsItFromBeingTheStatusOfARunningAgent() throws Exception {
    String running = STATUS.formatted(ProcessHandle.current().pid());
    assertThat(report(running).trouble()).isEmpty();
    assertThat(report(running.replace("11:59:58", "11:58:00")).trouble())
        .contains("the agent has told nothing since 2 min ago.");
    assertThat(report(running.replace("\"running\"", "\"ended\"")).trouble())
        .contains("the agent has ended.");
    assertThat(report(STATUS.formatted(Integer.MAX_VALUE)).trouble())
        .contains("the agent's process 2147483647 is gone.");
  }

  @Test
  void foreignDocument_isNoReasonToBreak() throws Exception {
    assertThat(report("[1, 2]").lines()).isNotEmpty();
    assertThat(report("{\"pid\": \"x\", \"shipping\": 3, \"written_at\": \"soon\"}").trouble())
        .isPresent();
  }

  private static StatusReport report(String text) throws JsonException {
    return new StatusReport(new Document(JsonText.parse(text)), NOW);
  }
}
