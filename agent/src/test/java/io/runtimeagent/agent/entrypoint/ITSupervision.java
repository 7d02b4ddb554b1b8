package io.runtimeagent.agent.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.runtimeagent.agent.entrypoint.Container.Running;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Airflow sees of the entry point: nothing.
class ITSupervision {
  private static final String COUNTS_SIGNALS =
      """
      for s in HUP INT QUIT USR1 USR2 TERM WINCH CONT; do trap "echo $s >> $T/signals" $s; done
      echo ready >> $T/airflow
      until [ -e $T/end ]; do sleep 0.01; done
      exit 9
      """;

  private static final String TELLS_SENDERS_OF_SIGNALS =
      """
      [ -t 0 ] && [ -t 1 ] && tty > /dev/tty && echo terminal >> $T/airflow
      echo "supervisor's: $(ps -o tty= -p $(ps -o ppid= -p $PPID))" >> $T/airflow
      exec python3 -c '
      import os, signal
      signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
      folder = os.environ["T"]
      with open(folder + "/airflow", "a") as told:
        print("line", input(), file=told)
      while not os.path.exists(folder + "/end"):
        info = signal.sigtimedwait({signal.SIGINT}, 0.01)
        if info:
          sender = open("/proc/%d/comm" % info.si_pid).read().strip() if info.si_pid else "the terminal"
          with open(folder + "/signals", "a") as told:
            print("INT of", sender, file=told)
      os._exit(5)
      '
      """;

  private final Path root;

  ITSupervision(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @CsvSource({
    "0, TERM",
    "1, TERM",
    "0, INT",
    "1, HUP",
    "1, USR1",
    "0, USR2",
    "1, QUIT",
    "0, WINCH"
  })
  void signal_reachesAirflowOnce(String setsid, String signal) throws Exception {
    try (var container = new Container(root, COUNTS_SIGNALS).with("DUMB_INIT_SETSID", setsid)) {
      Running running = container.start("airflow", "celery", "worker");
      container.await("airflow", 1);
      container.await("agents", 1);
      running.signal(signal);
      container.await("signals", 1);
      running.signal(signal);
      assertThat(container.await("signals", 2)).containsExactly(signal, signal);
      assertThat(root.resolve("end").toFile().createNewFile()).isTrue();
      assertThat(running.exit()).isEqualTo(9);
      assertThat(container.lines("signals")).hasSize(2);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  /// The kernel hides from the first process what it has no handler for.
  @ParameterizedTest
  @CsvSource({"grep, TERM, 143", "grep, INT, 130", "python3, TERM, 143", "python3, HUP, 129"})
  void signalBeforeAirflowStarts_endsTheContainer(String stage, String signal, int code)
      throws Exception {
    assumeTrue(Container.isFirstProcess(), "only the first process of a namespace misses signals");
    try (var container = new Container(root, "exec sleep 100").slow(stage)) {
      Files.createDirectories(root.resolve("airflow"));
      Files.writeString(root.resolve("airflow/airflow.cfg"), "[core]\n");
      Running running =
          container
              .with("RUNTIME_AGENT_BASE_ENTRYPOINT", root + "/usr/entrypoint")
              .start("scheduler");
      container.await(stage, 1);
      running.signal(signal);
      assertThat(root.resolve("go").toFile().createNewFile()).isTrue();
      assertThat(running.exit()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 0 | 0",
        "exit 1 | 1",
        "exit 203 | 203",
        "kill -TERM $$ | 143",
        "kill -KILL $$ | 137",
        "kill -KILL $PPID; sleep 100 | 137",
        "exec /nowhere/airflow 2>/dev/null | 127"
      })
  void exitCode_isAirflows(String airflow, int code) throws Exception {
    try (var container = new Container(root, airflow)) {
      assertThat(container.start("scheduler").exit()).isEqualTo(code);
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }

  @Test
  void missingBaseEntryPoint_isNamed() throws Exception {
    try (var container =
        new Container(root, "").with("RUNTIME_AGENT_BASE_ENTRYPOINT", "/nowhere/init --")) {
      assertThat(container.start("scheduler").exit()).isEqualTo(127);
      assertThat(container.read("err")).contains("BASE_ENTRYPOINT", "/nowhere/init: not found.");
    }
  }

  @Test
  void standardInputAndOutput_areAirflows() throws Exception {
    try (var container =
        new Container(root, "cat").agent("#!/bin/sh\ncat\necho not for stdout\nsleep 100\n")) {
      Running running =
          container.with("AIRFLOW__RUNTIME_AGENT__DRAIN_TIMEOUT", "500ms").start("scheduler");
      byte[] bytes = "one\ntwo\u0000é".getBytes(StandardCharsets.UTF_8);
      try (OutputStream in = running.process().getOutputStream()) {
        in.write(bytes);
      }
      assertThat(running.exit()).isZero();
      assertThat(root.resolve("out")).hasBinaryContent(bytes);
      assertThat(container.read("err")).contains("not for stdout");
    }
  }

  @Test
  void processOfAirflow_inheritsWhatThatOfTheBaseImageWould() throws Exception {
    String tells =
        """
        { grep -E '^(Sig(Blk|Ign|Cgt)|NoNewPrivs)' /proc/self/status
          ls -l /proc/self/fd | wc -l; umask; pwd; ulimit -n; env | grep -c ^RUNTIME_AGENT_AIRFLOW
        } > $T/tells-$1
        """;
    try (var container = new Container(root, tells)) {
      container.start("scheduler").exit();
      container.start("version").exit();
      assertThat(container.read("tells-scheduler"))
          .isNotEmpty()
          .isEqualTo(container.read("tells-version"));
    }
  }

  /// The session's leader has the terminal, so Ctrl-C reaches Airflow by the terminal. Where
  /// dumb-init shares its group with Airflow (`DUMB_INIT_SETSID=0`) it hears Ctrl-C, too, and
  /// passes it on: that is a second signal whenever Airflow has taken the first by then, without us
  /// as well.
  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void terminal_isAirflows(String setsid) throws Exception {
    try (var container =
        new Container(root, TELLS_SENDERS_OF_SIGNALS).with("DUMB_INIT_SETSID", setsid)) {
      String session =
          "exec unshare --pid --fork --mount-proc --kill-child setsid --ctty "
              + container.entrypoint()
              + " scheduler";
      String plain = "exec " + container.entrypoint() + " scheduler";
      Running running =
          container.run(
              List.of("script", "-qec", Container.isFirstProcess() ? session : plain, "/dev/null"));
      OutputStream keyboard = running.process().getOutputStream();
      assertThat(container.await("airflow", 2)).containsExactly("terminal", "supervisor's: ?");
      keyboard.write("typed\n".getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
      assertThat(container.await("airflow", 3)).endsWith("line typed");
      keyboard.write(3);
      keyboard.flush();
      container.await("signals", 1);
      assertThat(root.resolve("end").toFile().createNewFile()).isTrue();
      assertThat(running.exit()).isEqualTo(5);
      List<String> signals = container.lines("signals");
      assertThat(signals.getFirst()).isEqualTo("INT of the terminal");
      assertThat(signals.subList(1, signals.size()))
          .isIn(
              "0".equals(setsid)
                  ? List.of(List.of(), List.of("INT of dumb-init"))
                  : List.of(List.of()));
    }
  }

  @Test
  void orphans_areReaped() throws Exception {
    assumeTrue(Container.isFirstProcess(), "only the first process of a namespace gets orphans");
    String airflow =
        """
        for i in 1 2 3 4 5; do (sleep 0.05 & echo $! >> $T/orphans); done
        for p in $(cat $T/orphans); do until [ ! -e /proc/$p ]; do sleep 0.01; done; done
        """;
    try (var container = new Container(root, airflow)) {
      assertThat(container.start("scheduler").exit()).isZero();
      assertThat(container.lines("orphans")).hasSize(5);
    }
  }

  @Test
  void whatAirflowLeavesBehind_isEndedBeforeTheDrain() throws Exception {
    assumeTrue(Container.isFirstProcess(), "outside of a container others are nobody's business");
    String airflow =
        """
        trap '' TERM
        (setsid sh -c 'trap "" TERM; while :; do echo x >> $T/log; sleep 0.01; done' &)
        until [ -s $T/log ]; do sleep 0.01; done
        """;
    String agent =
        Container.GOOD_AGENT
            + "wc -c < $T/log >> $T/sizes; sleep 0.3; wc -c < $T/log >> $T/sizes\n";
    try (var container = new Container(root, airflow).agent(agent)) {
      assertThat(container.start("scheduler").exit()).isZero();
      List<String> sizes = container.lines("sizes");
      assertThat(sizes).hasSize(2);
      assertThat(sizes.getFirst()).isEqualTo(sizes.getLast());
    }
  }

  @Test
  void anotherUserOfGroupZero_isServed() throws Exception {
    assumeTrue(Container.isFirstProcess(), "needs root to become another user");
    new ProcessBuilder("chmod", "-R", "a+rwX", root.toString()).start().waitFor();
    try (var container = new Container(root, "id -u > $T/uid; exit 4")) {
      Running running =
          container.run(
              List.of(
                  "setpriv",
                  "--reuid=12345",
                  "--regid=0",
                  "--clear-groups",
                  container.entrypoint(),
                  "scheduler"));
      assertThat(running.exit()).isEqualTo(4);
      assertThat(container.lines("uid")).containsExactly("12345");
      assertThat(container.lines("agent-log")).containsExactly("stored");
    }
  }
}
