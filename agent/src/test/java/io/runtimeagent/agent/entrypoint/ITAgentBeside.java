package io.runtimeagent.agent.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.entrypoint.Container.Running;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The agent's process beside Airflow's: whatever becomes of it, Airflow goes on, and its logs get
/// what time there is.
class ITAgentBeside {
  private static final String RUNS_UNTIL_TOLD =
      "trap 'exit 3' TERM; echo ready >> $T/airflow; until [ -e $T/end ]; do sleep 0.01; done; exit"
          + " 6\n";

  private final Path root;

  ITAgentBeside(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void agent_livesInItsOwnSessionAndIsTheFirstToBeKilled() throws Exception {
    String tells =
        """
        { echo "$* $RUNTIME_AGENT_AIRFLOW_COMMAND"
          cat /proc/self/oom_score_adj
          cat /proc/$RUNTIME_AGENT_AIRFLOW_PID/oom_score_adj
          readlink /proc/self/fd/0
          ps -o sid= -p $$ | grep -qw $$ && echo own session
          tr '\\0' ' ' < /proc/$RUNTIME_AGENT_AIRFLOW_PID/cmdline; echo
        } >> $T/tells
        """;
    try (var container =
        new Container(root, RUNS_UNTIL_TOLD).agent("#!/bin/sh\n" + tells + Container.GOOD_AGENT)) {
      Running running = container.start("bash", "-c", "exec airflow celery worker");
      List<String> told = container.await("tells", 6);
      assertThat(told)
          .startsWith("run airflow celery worker", "1000", "0", "/dev/null", "own session");
      assertThat(told.getLast())
          .contains("dumb-init -- ")
          .endsWith("bash -c exec airflow celery worker ");
      running.signal("TERM");
      assertThat(running.exit()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 2", "exit 0", "kill -9 $$", "exec /nowhere/java"})
  void agentThatEnds_isStartedAgain(String end) throws Exception {
    String agent = "#!/bin/sh\necho $$ >> $T/tries\n[ $(wc -l < $T/tries) -gt 2 ] || " + end + "\n";
    try (var container = new Container(root, RUNS_UNTIL_TOLD).agent(agent + Container.GOOD_AGENT)) {
      Running running = container.start("scheduler");
      container.await("tries", 3);
      assertThat(container.lines("airflow")).containsExactly("ready");
      assertThat(container.read("err")).contains("again in 1 s", "again in 2 s");
      end();
      assertThat(running.exit()).isEqualTo(6);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  @Test
  void agentThatIsNotThereAtTheEnd_isStartedToStoreWhatIsLeft() throws Exception {
    String agent =
        "#!/bin/sh\necho $$ >> $T/tries\nif [ $(wc -l < $T/tries) -lt 4 ]; then exit 2; fi\n";
    try (var container = new Container(root, RUNS_UNTIL_TOLD).agent(agent + Container.GOOD_AGENT)) {
      Running running = container.start("scheduler");
      container.await("tries", 3);
      Await.until(
          Container.LIMIT, "a pause of 4 s", () -> container.read("err").contains("in 4 s"));
      end();
      assertThat(running.exit()).isEqualTo(6);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  @Test
  void agentThatBreaksInTheDrain_getsAnotherTry() throws Exception {
    String agent =
        Container.GOOD_AGENT.replace("sleep 0.1", "[ $(wc -l < $T/agents) -gt 1 ] || kill -9 $$");
    try (var container = new Container(root, "exit 8").agent(agent)) {
      assertThat(container.start("scheduler").exit()).isEqualTo(8);
      assertThat(container.lines("agents")).hasSize(2);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  @Test
  void agentThatSaysItCouldNotStoreAll_isNotAskedAgain() throws Exception {
    try (var container =
        new Container(root, "sleep 0.1; exit 8").agent(Container.GOOD_AGENT + "exit 1")) {
      assertThat(container.start("scheduler").exit()).isEqualTo(8);
      assertThat(container.lines("agents")).hasSize(1);
    }
  }

  @Test
  void agentThatHangs_isKilledAfterTheDrainTimeout() throws Exception {
    try (var container =
        new Container(root, "sleep 0.2; exit 8")
            .with("AIRFLOW__RUNTIME_AGENT__DRAIN_TIMEOUT", "1s")
            .agent("#!/bin/sh\ntrap '' TERM INT HUP\nwhile :; do sleep 0.1; done\n")) {
      long began = System.nanoTime();
      assertThat(container.start("scheduler").exit()).isEqualTo(8);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(1200), Duration.ofSeconds(10));
      assertThat(container.read("err")).contains("it is killed");
    }
  }

  @Test
  void agentThatFallsSilent_isReplaced() throws Exception {
    String hangs =
        """
        #!/bin/sh
        echo $$ >> $T/tries
        [ $(wc -l < $T/tries) -gt 1 ] || { printf . > $RUNTIME_AGENT_PULSE; kill -STOP $$; }
        (while printf . >&3; do sleep 0.01; done) &
        """;
    try (var container =
        new Container(root, RUNS_UNTIL_TOLD).impatient().agent(hangs + Container.GOOD_AGENT)) {
      Running running = container.start("scheduler");
      container.await("agents", 1);
      assertThat(container.read("err")).contains("The agent hangs", "exit code 137");
      assertThat(container.lines("airflow")).containsExactly("ready");
      end();
      assertThat(running.exit()).isEqualTo(6);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  @Test
  void agentThatWasNeverHeard_isLeftAlone() throws Exception {
    try (var container = new Container(root, "sleep 1.2; exit 8").impatient()) {
      assertThat(container.start("scheduler").exit()).isEqualTo(8);
      assertThat(container.lines("agents")).hasSize(1);
      assertThat(container.read("err")).isEmpty();
    }
  }

  @Test
  void signalsInTheDrain_changeNothing() throws Exception {
    String agent = Container.GOOD_AGENT.replace("sleep 0.1", "echo draining >> $T/drain; sleep 1");
    try (var container = new Container(root, "exit 8").agent(agent)) {
      Running running = container.start("scheduler");
      container.await("drain", 1);
      running.signal("TERM");
      running.signal("INT");
      assertThat(running.exit()).isEqualTo(8);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  @Test
  void container_endsOnlyAfterTheDrain_thoughAirflowTakesLongToEnd() throws Exception {
    String airflow =
        "trap 'echo TERM >> $T/airflow; sleep 0.5; echo last line >> $T/log; exit 0' TERM\n"
            + "echo ready >> $T/airflow; while :; do sleep 0.01; done";
    String agent = Container.GOOD_AGENT + "cp $T/log $T/stored\n";
    try (var container = new Container(root, airflow).agent(agent)) {
      Running running = container.start("airflow", "celery", "worker");
      container.await("airflow", 1);
      container.await("agents", 1);
      running.signal("TERM");
      running.signal("TERM");
      assertThat(running.exit()).isZero();
      assertThat(container.lines("stored")).startsWith("last line");
    }
  }

  private void end() throws IOException {
    assertThat(root.resolve("end").toFile().createNewFile()).isTrue();
  }
}
