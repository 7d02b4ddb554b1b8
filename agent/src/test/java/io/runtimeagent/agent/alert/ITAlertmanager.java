package io.runtimeagent.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.alert.SinkTrial;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.alert.Timing;
import io.runtimeagent.probe.alert.Wish;
import io.runtimeagent.probe.alert.sink.AlertmanagerSink;
import io.runtimeagent.probe.alert.sink.Wire;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.testing.RealAlertmanager;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a real Alertmanager makes of our alerts. Our own clock is ten minutes slow and goes on when
/// it is told to.
@Timeout(300)
class ITAlertmanager {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Subject HEARTBEAT = Subject.heartbeat("d1", "monitoring");
  private static final Identity IDENTITY = new Identity("d1", "tag-7", "12.1.1", "2.10.5");

  private final Path folder;
  private final Instant start = Instant.now().minus(Duration.ofMinutes(10));
  private final AtomicLong passed = new AtomicLong();
  private final RealAlertmanager server;
  private final HttpCaller caller = HttpCaller.startCutting(1000, ProxySelector.of(null));
  private final Sink sink;

  ITAlertmanager(@TempDir Path folder) throws IOException {
    this.folder = folder;
    server = RealAlertmanager.start(folder);
    sink = new AlertmanagerSink(new Wire(caller, this::now), "alertmanager", server.url());
  }

  @AfterEach
  void close() {
    caller.close();
    server.close();
  }

  private Instant now() {
    return start.plusNanos(passed.get());
  }

  private AlertDesk desk() {
    var timing = new Timing(this::now, passed::get, RandomGenerator.getDefault());
    var setup =
        new AlertDesk.Setup(
            folder.resolve("state"), IDENTITY, Set.of(HEARTBEAT), timing, ProbeListener.NOOP);
    var desk = new AlertDesk(setup, List.of(sink));
    desk.start();
    desk.lead();
    return desk;
  }

  /// Time goes by, and the desk looks at it.
  private void pass(AlertDesk desk, Duration time) {
    passed.addAndGet(time.toNanos());
    desk.lead();
  }

  private static Wish open(Instant at, String... reasons) {
    return new Wish.Open(at, List.of(reasons), false, Wish.Held.NO, Map.of());
  }

  private Json.Obj await(String annotation, String text) {
    Await.until(
        PATIENCE,
        annotation + " is " + text + " at Alertmanager",
        () -> server.alerts().stream().anyMatch(each -> text.equals(annotation(each, annotation))));
    assertThat(server.alerts()).hasSize(1);
    return server.alerts().getFirst();
  }

  private static String annotation(Json.Obj alert, String name) {
    return alert.get("annotations") instanceof Json.Obj all ? String.valueOf(all.text(name)) : "";
  }

  private static Instant time(Json.Obj alert, String name) {
    return Instant.parse(String.valueOf(alert.text(name)));
  }

  @Test
  void alert_opensChangesAndResolvesAsOne() {
    Instant openedAt = now();
    try (AlertDesk desk = desk()) {
      desk.wish(HEARTBEAT, open(openedAt, "FAILED_TWICE"));
      Json.Obj opened = await("reasons", "FAILED_TWICE");
      assertThat(Duration.between(now(), time(opened, "endsAt")))
          .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
      pass(desk, Duration.ofSeconds(20));
      desk.wish(HEARTBEAT, open(openedAt, "FAILED_TWICE", "NOT_SCHEDULED"));
      Json.Obj changed = await("reasons", "FAILED_TWICE, NOT_SCHEDULED");
      assertThat(changed.text("fingerprint")).isEqualTo(opened.text("fingerprint"));
      assertThat(time(changed, "startsAt")).isEqualTo(time(opened, "startsAt"));
      pass(desk, Duration.ofSeconds(20));
      desk.wish(HEARTBEAT, new Wish.Closed(Map.of()));
      Await.until(PATIENCE, "it is resolved", () -> server.alerts().isEmpty());
    }
  }

  @Test
  void openAlert_livesOnByBeingPostedEveryMinute() {
    try (AlertDesk desk = desk()) {
      desk.wish(HEARTBEAT, open(now(), "NOT_SCHEDULED"));
      Instant end = time(await("seq", "1"), "endsAt");
      pass(desk, Duration.ofSeconds(61));
      Await.until(
          PATIENCE,
          "its end is put off",
          () -> time(server.alerts().getFirst(), "endsAt").isAfter(end));
    }
  }

  @Test
  void restartOfEither_keepsTheFingerprint() throws IOException {
    Json.Obj before;
    try (AlertDesk desk = desk()) {
      desk.wish(HEARTBEAT, open(now(), "NOT_SCHEDULED"));
      before = await("reasons", "NOT_SCHEDULED");
    }
    server.replace();
    assertThat(server.alerts()).isEmpty();
    try (AlertDesk desk = desk()) {
      Json.Obj after = await("reasons", "NOT_SCHEDULED");
      assertThat(after.text("fingerprint")).isEqualTo(before.text("fingerprint"));
      assertThat(time(after, "startsAt")).isEqualTo(time(before, "startsAt"));
      assertThat(desk.status().open()).hasSize(1);
    }
  }

  @Test
  void trial_provesTheWayWithoutAnAlert() throws InterruptedException {
    var trial =
        new SinkTrial(IDENTITY, new Timing(this::now, passed::get, RandomGenerator.getDefault()));
    assertThat(trial.check(List.of(sink))).allMatch(SinkTrial.Result::accepted);
    assertThat(server.alerts()).isEmpty();
    assertThat(trial.testAlert(List.of(sink))).allMatch(SinkTrial.Result::accepted);
    Await.until(PATIENCE, "the test is over", () -> server.alerts().isEmpty());
  }
}
