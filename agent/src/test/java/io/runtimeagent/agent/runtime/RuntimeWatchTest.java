package io.runtimeagent.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleStatus;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class RuntimeWatchTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(RuntimeWatch.class);
  private final ListAppender<ILoggingEvent> told = new ListAppender<>();
  private final Path file;
  private final RuntimeWatch watch;
  private Instant now = Instant.parse("2022-01-28T23:59:59Z");

  RuntimeWatchTest(@TempDir Path root) {
    file = root.resolve("versions.json");
    Container container =
        new ContainerFixture(root).set("ASTRONOMER_RUNTIME_VERSION", "3.0.1").read();
    watch = new RuntimeWatch(container, new VersionsCatalog(file), () -> now);
  }

  @BeforeEach
  void listen() throws IOException {
    Files.writeString(file, list("2022-02-28"));
    told.start();
    log.setLevel(Level.INFO);
    log.addAppender(told);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(told);
    watch.close();
  }

  @Test
  void status_changesAtMidnightUtc_andIsWarnedOfOnceADay() {
    watch.look();
    assertThat(status()).isEqualTo(LifecycleStatus.MAINTAINED);
    assertThat(warnings()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(LifecycleStatus.EXPIRING);
    assertThat(warnings()).hasSize(1);
    assertThat(warnings().getFirst())
        .isEqualTo(
            "Runtime 3.0.1 is maintained only until 2022-02-28, 30 days left."
                + " Upgrade to a version that is maintained.");
    pass(Duration.ofHours(23));
    assertThat(warnings()).hasSize(1);
    pass(Duration.ofHours(1));
    assertThat(warnings()).hasSize(2);
    now = Instant.parse("2022-03-01T00:00:00Z");
    watch.look();
    assertThat(status()).isEqualTo(LifecycleStatus.UNMAINTAINED);
    assertThat(warnings()).hasSize(3).last().asString().contains("not maintained since 2022-02-28");
  }

  @Test
  void newFile_countsAtOnce() throws IOException {
    now = Instant.parse("2022-03-01T00:00:00Z");
    watch.look();
    assertThat(status()).isEqualTo(LifecycleStatus.UNMAINTAINED);
    Files.writeString(file, list("2022-12-31") + " ");
    watch.look();
    assertThat(status()).isEqualTo(LifecycleStatus.MAINTAINED);
    assertThat(lines()).last().asString().contains("maintained until 2022-12-31");
  }

  @Test
  void uselessFile_isToldOnce_andItsRecoveryToo() throws IOException {
    Files.writeString(file, "{");
    watch.look();
    watch.look();
    assertThat(warnings()).hasSize(1);
    assertThat(warnings().getFirst()).contains(file.toString(), "embedded table counts");
    Files.writeString(file, list("2022-12-31"));
    watch.look();
    assertThat(warnings()).hasSize(1);
    assertThat(lines()).anyMatch(line -> line.contains("is in use again"));
  }

  @Test
  void start_tellsWhatRuns() {
    watch.start();
    assertThat(lines().getFirst()).startsWith("Image unknown, Runtime 3.0.1, Airflow unknown");
  }

  private void pass(Duration time) {
    now = now.plus(time);
    watch.look();
  }

  private LifecycleStatus status() {
    return watch.view().lifecycle().status();
  }

  private List<String> warnings() {
    return told.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private List<String> lines() {
    return List.copyOf(told.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static String list(String end) {
    return """
    {"runtimeVersions": {"3.0.1": {"metadata": {"releaseDate": "2021-08-12",
      "endOfMaintenance": "%s"}}}}
    """
        .formatted(end);
  }
}
