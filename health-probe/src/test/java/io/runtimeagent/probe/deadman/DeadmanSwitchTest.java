package io.runtimeagent.probe.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.testing.StubServer;
import io.runtimeagent.probe.testing.StubServer.Reply;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadmanSwitchTest {
  private final StubServer server = StubServer.start();
  private final HttpCaller caller = HttpCaller.startCutting(1000, ProxySelector.of(null));
  private final AtomicLong nanos = new AtomicLong();
  private final BlockingQueue<ProbeEvent> heard = new LinkedBlockingQueue<>();
  private DeadmanSwitch deadman = deadman("/ping/uuid");

  private DeadmanSwitch deadman(String path) {
    var fresh = new DeadmanSwitch(server.url(path), caller, nanos::get, heard::add);
    fresh.start();
    return fresh;
  }

  @AfterEach
  void close() {
    deadman.close();
    caller.close();
    server.close();
  }

  private ProbeEvent next() throws InterruptedException {
    ProbeEvent event = heard.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("an event").isNotNull();
    return event == null ? new ProbeEvent.DeadmanPinged() : event;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void well_pingsOnceAMinute() throws InterruptedException {
    deadman.well();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanPinged());
    pass(Duration.ofSeconds(59));
    deadman.well();
    pass(Duration.ofSeconds(1));
    deadman.well();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanPinged());
    assertThat(server.requests()).hasSize(2);
    assertThat(server.last().method()).isEqualTo("GET");
    assertThat(server.last().path()).isEqualTo("/ping/uuid");
  }

  @Test
  void failure_isPingedAtOnce() throws InterruptedException {
    deadman.well();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanPinged());
    deadman.failed();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanPinged());
    assertThat(server.last().path()).isEqualTo("/ping/uuid/fail");
  }

  @Test
  void query_staysBehindThePath() throws InterruptedException {
    deadman.close();
    deadman = deadman("/ping/uuid/?create=1");
    deadman.failed();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanPinged());
    assertThat(server.last().path()).isEqualTo("/ping/uuid/fail?create=1");
  }

  @Test
  void pingThatFails_isCountedWithoutItsAddress() throws InterruptedException {
    server.replying(Reply.of(404));
    deadman.well();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanFailed("the dead-man service answered 404"));
    pass(Duration.ofMinutes(1));
    deadman.well();
    assertThat(next()).isEqualTo(new ProbeEvent.DeadmanPinged());
  }

  @Test
  void serviceThatHangs_holdsUpNobody() {
    server.replying(new Reply.Silence());
    for (int minute = 0; minute < 100; minute++) {
      deadman.well();
      deadman.failed();
      pass(Duration.ofMinutes(1));
    }
    assertThat(heard).isEmpty();
  }
}
