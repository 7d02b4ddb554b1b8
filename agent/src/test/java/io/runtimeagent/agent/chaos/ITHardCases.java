package io.runtimeagent.agent.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hard cases that only a process of its own shows.
class ITHardCases {
  private static final String LOG = "dag_id=d/run_id=r/task_id=t/attempt=1.log";
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final List<String> FEW_DESCRIPTORS =
      List.of("sh", "-c", "ulimit -n 1024; exec \"$0\" \"$@\"");

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path temp;

  @SuppressWarnings("NullAway.Init") // beforeEach sets it.
  private Home home;

  @BeforeEach
  void settle() throws IOException {
    home = new Home(temp);
  }

  @Test
  void termination_whileTheStoreIsDown_endsWithOneAndNamesWhatIsLeft() throws Exception {
    home.key("destination", "s3://logs/x").key("s3_region", "us-east-1");
    home.key("s3_endpoint_url", "http://127.0.0.1:" + closedPort()).key("drain_timeout", "4s");
    home.key("connection", "aws://A:secret@");
    home.append(LOG, "a line\n");
    AgentProcess agent = home.start("run");
    agent.awaitSaid("The store is away");
    agent.terminate();
    assertThat(agent.await(Duration.ofSeconds(30))).isEqualTo(1);
    assertThat(agent.said())
        .contains("A log is not stored whole.", LOG, "Logs that are not stored whole: 1.")
        .doesNotContain("secret");
  }

  /// Celery goes on for minutes after the signal, and its tasks write.
  @Test
  void termination_twice_whileATaskRuns_endsNothingBeforeTheTask() throws Exception {
    Process airflow = new ProcessBuilder("sleep", "600").start();
    home.set("RUNTIME_AGENT_AIRFLOW_PID", Long.toString(airflow.pid()));
    home.set("RUNTIME_AGENT_AIRFLOW_COMMAND", "airflow celery worker");
    home.append(LOG, "one\n");
    AgentProcess agent = home.start("run");
    home.awaitObject(LOG, "one\n");
    agent.terminate();
    agent.awaitSaid("Told to end while Airflow runs");
    home.append(LOG, "two\n");
    home.awaitObject(LOG, "one\ntwo\n");
    agent.terminate();
    home.append(LOG, "three\nlast words");
    home.awaitObject(LOG, "one\ntwo\nthree\nlast words");
    assertThat(agent.alive()).isTrue();
    airflow.destroyForcibly().waitFor();
    assertThat(agent.await(Duration.ofSeconds(30))).as(agent.said()).isZero();
  }

  @Test
  void pass_besideARunningAgent_storesEveryByteOnce() throws Exception {
    var lines = new StringBuilder();
    AgentProcess agent = home.start("run");
    home.append(LOG, "first\n");
    lines.append("first\n");
    home.awaitObject(LOG, "first\n");
    AgentProcess pass = home.start("ship");
    for (int line = 0; pass.alive(); line++) {
      String text = "line " + line + "\n";
      lines.append(text);
      home.append(LOG, text);
      boolean unused = Await.within(Duration.ofMillis(5), () -> !pass.alive());
    }
    assertThat(pass.await(LONG)).as(pass.said()).isZero();
    agent.terminate();
    assertThat(agent.await(LONG)).as(agent.said()).isZero();
    assertThat(home.object(LOG)).isEqualTo(lines.toString());
  }

  /// The launcher sets a locale of its own; in this one the JVM would read `é.log` as `?.log`.
  @Test
  void containerWithoutUtf8_keepsNames_andTellsOfThoseThatAreNone() throws Exception {
    home.set("LC_ALL", "POSIX").set("LANG", "C");
    home.append("run_id=\u00e9/attempt=1.log", "composed\n");
    home.append("run_id=e\u0301/attempt=1.log", "decomposed\n");
    home.append("run_id=" + "x".repeat(248) + "/attempt=1.log", "long\n");
    shell("printf 'bytes\\n' > \"$(printf 'caf\\351.log')\"");
    AgentProcess pass = home.start("ship");
    assertThat(pass.await(LONG)).as(pass.said()).isEqualTo(1);
    assertThat(pass.said()).contains("left: ", "is not UTF-8").contains("4 logs looked at");
    assertThat(home.object("run_id=\u00e9/attempt=1.log")).isEqualTo("composed\n");
    assertThat(home.object("run_id=e\u0301/attempt=1.log")).isEqualTo("decomposed\n");
    assertThat(home.object("run_id=" + "x".repeat(248) + "/attempt=1.log")).isEqualTo("long\n");
  }

  @Test
  void tenThousandLogs_ofWhichAThousandGrow_needNoMoreThanAThousandDescriptors() throws Exception {
    List<String> logs =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "dag_id=d%d/run_id=r/task_id=t%d/attempt=1.log".formatted(i / 100, i))
            .toList();
    logs.forEach(log -> home.append(log, "first line of " + log + "\n"));
    AgentProcess agent = home.start(FEW_DESCRIPTORS, "run");
    for (int line = 0; line < 5; line++) {
      String text = "line " + line + "\n";
      logs.subList(0, 1_000).forEach(log -> home.append(log, text));
      agent.let(Duration.ofMillis(500));
    }
    assertThat(descriptors(agent)).isBetween(1L, 1_024L);
    agent.terminate();
    assertThat(agent.await(LONG)).as(agent.said()).isZero();
    assertThat(agent.said()).doesNotContain("Too many open files");
    AgentProcess verify = home.start("verify");
    assertThat(verify.await(LONG)).as(verify.said()).isZero();
    assertThat(verify.said()).contains("10,000 logs equal, 0 missing, 0 different");
  }

  @Test
  void logOfTwoGigabytes_needsNoMoreThan24MegabytesOfHeap() throws Exception {
    long length = (2L << 30) + 12_345;
    Path log = home.logs().resolve(LOG);
    Files.createDirectories(log.getParent());
    try (var file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(length);
      for (long at = 50_000_000; at < length; at += 50_000_000) {
        file.seek(at);
        file.write(("line at " + at + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    home.set("RUNTIME_AGENT_JAVA_OPTIONS", "-Xmx24m -XX:MaxDirectMemorySize=16m");
    AgentProcess pass = home.start("ship");
    assertThat(pass.await(Duration.ofMinutes(6))).as(pass.said()).isZero();
    assertThat(Files.mismatch(log, home.store().resolve(LOG))).isEqualTo(-1);
  }

  private static long descriptors(AgentProcess agent) throws IOException {
    try (var open = Files.list(Path.of("/proc/" + agent.pid() + "/fd"))) {
      return open.collect(Collectors.counting());
    }
  }

  private void shell(String script) throws Exception {
    var builder = new ProcessBuilder("sh", "-c", script).directory(home.logs().toFile());
    assertThat(builder.start().waitFor()).isZero();
  }

  private static int closedPort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
