package io.runtimeagent.probe.alert;

import static io.runtimeagent.probe.alert.Delivery.HEARTBEAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.sink.PagerDutySink;
import io.runtimeagent.probe.alert.sink.Wire;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryAttempted;
import io.runtimeagent.probe.event.ProbeEvent.DeliveryResult;
import io.runtimeagent.probe.event.ProbeEvent.StateDiscarded;
import io.runtimeagent.probe.event.ProbeEvent.StateNotStored;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.testing.StubServer;
import io.runtimeagent.probe.testing.StubServer.Reply;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scenarios of delivery that a person thinks of, against a server that stands for PagerDuty.
class DeliveryScenariosTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Path folder;
  private final FakeTime time = new FakeTime();
  private final StubServer pagerDuty = StubServer.start();
  private final HttpCaller caller = HttpCaller.startCutting(1000, ProxySelector.of(null));

  DeliveryScenariosTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void close() {
    caller.close();
    pagerDuty.close();
  }

  private Delivery agent(String state) {
    var wire = new Wire(caller, time::now);
    var sink = new PagerDutySink(wire, "pagerduty", pagerDuty.url("/v2/enqueue"), Secret.of("key"));
    return new Delivery(folder.resolve(state), sink, time);
  }

  private Delivery agent() {
    return agent("state");
  }

  private List<String> actions() {
    return pagerDuty.requests().stream()
        .map(request -> field(request.body(), "event_action"))
        .toList();
  }

  private List<String> keys() {
    return pagerDuty.requests().stream()
        .map(request -> field(request.body(), "dedup_key"))
        .distinct()
        .toList();
  }

  private static String field(String body, String name) {
    try {
      return String.valueOf(((Json.Obj) Json.parse(body)).text(name));
    } catch (JsonException e) {
      throw new AssertionError(body, e);
    }
  }

  private static List<DeliveryResult> results(Delivery agent) {
    return agent.heard(DeliveryAttempted.class).stream().map(DeliveryAttempted::result).toList();
  }

  @Test
  void d1_serverThatFailsTwice_hasOneIncident() throws InterruptedException {
    pagerDuty.replying(Reply.of(500), Reply.of(500), Reply.of(202));
    Delivery agent = agent().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(actions()).containsExactly("trigger", "trigger", "trigger");
    assertThat(keys()).containsExactly("runtime-agent-heartbeat:d1:monitoring");
    assertThat(results(agent))
        .containsExactly(DeliveryResult.RETRY, DeliveryResult.RETRY, DeliveryResult.OK);
  }

  @Test
  void d2_serverThatAsksForTwoMinutes_getsThem() throws InterruptedException {
    pagerDuty.replying(new Reply.Answer(429, Map.of("Retry-After", "120"), ""));
    Delivery agent = agent().open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofSeconds(119));
    assertThat(actions()).hasSize(1);
    agent.run(Duration.ofSeconds(2));
    assertThat(results(agent)).containsExactly(DeliveryResult.RETRY, DeliveryResult.OK);
  }

  @Test
  void d3_wrongKey_isADeadLetterThatIsTriedHourly() throws InterruptedException {
    pagerDuty.replying(Reply.of(400, "invalid routing key"), Reply.of(400), Reply.of(202));
    Delivery agent = agent().open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofMinutes(59));
    assertThat(actions()).hasSize(1);
    assertThat(agent.heard(DeliveryAttempted.class).getFirst().words())
        .isEqualTo("answered 400: invalid routing ***");
    agent.run(Duration.ofHours(3));
    assertThat(results(agent))
        .containsExactly(DeliveryResult.DEAD, DeliveryResult.DEAD, DeliveryResult.OK);
  }

  @Test
  void d4_serverThatIsAwayForAnIncident_hearsOfItInOrder() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      pagerDuty.replying(Reply.of(503));
    }
    Delivery agent = agent().open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofMinutes(40));
    agent.close(HEARTBEAT).run(Duration.ofMinutes(80));
    assertThat(actions()).containsOnly("trigger");
    pagerDuty.recover();
    agent.run(Duration.ofMinutes(6));
    assertThat(actions()).endsWith("trigger", "resolve").containsOnlyOnce("resolve");
    assertThat(keys()).hasSize(1);
  }

  @Test
  void d6_nextLeader_goesOnWithTheSameIncident() throws Exception {
    Delivery leader = agent("leader").open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    Instant openedAt = leader.time.now().minus(MINUTE);
    Json shared = Json.parse(BookJson.write(leader.ledger.view().book().shared()).compact());
    Delivery next = agent("next");
    next.ledger.change(book -> book.merged(BookJson.read((Json.Obj) shared)));
    for (int tick = 0; tick < 40; tick++) {
      next.open(HEARTBEAT, "NOT_SCHEDULED").run(Duration.ofSeconds(15));
    }
    assertThat(actions()).containsExactly("trigger");
    next.close(HEARTBEAT).run(MINUTE);
    assertThat(actions()).containsExactly("trigger", "resolve");
    assertThat(next.ledger.view().book().past())
        .extracting(incident -> incident.opened().at())
        .containsExactly(openedAt);
  }

  @Test
  void d7_withoutLease_allSendUnderOneKey() throws InterruptedException {
    agent("one").open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    agent("two").open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(actions()).containsExactly("trigger", "trigger");
    assertThat(keys()).hasSize(1);
  }

  @Test
  void d8_stateThatCannotBeStored_stopsNoAlert() throws Exception {
    Path file = Files.writeString(folder.resolve("state"), "in the way");
    Delivery agent = agent().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    agent.close(HEARTBEAT).run(MINUTE);
    assertThat(actions()).containsExactly("trigger", "resolve");
    assertThat(agent.heard(StateNotStored.class)).isNotEmpty();
    Files.delete(file);
    agent.open(HEARTBEAT, "FAILED_TWICE").run(MINUTE);
    assertThat(folder.resolve("state/alerts.json")).content().contains("FAILED_TWICE");
  }

  @Test
  void d8_diskThatComesBack_getsTheStateWithoutAChange() throws Exception {
    Path file = Files.writeString(folder.resolve("state"), "in the way");
    Delivery agent = agent().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    Files.delete(file);
    agent.open(HEARTBEAT, "NOT_SCHEDULED");
    assertThat(folder.resolve("state/alerts.json")).exists();
    int told = agent.heard(StateNotStored.class).size();
    agent.open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(agent.heard(StateNotStored.class)).hasSize(told);
  }

  @Test
  void tornState_isSetAsideAndSaid() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(folder.resolve("state/alerts.json"), "{\"version\":1,\"book\":{\"wa");
    Delivery agent = agent();
    assertThat(agent.heard(StateDiscarded.class)).hasSize(1);
    agent.open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    assertThat(actions()).containsExactly("trigger");
    assertThat(folder.resolve("state/alerts.json.set-aside")).exists();
  }

  @Test
  void correctedKey_isTriedAtOnce() throws InterruptedException {
    pagerDuty.replying(Reply.of(400));
    agent().open(HEARTBEAT, "NOT_SCHEDULED").run(MINUTE);
    agent().run(MINUTE);
    assertThat(actions()).containsExactly("trigger", "trigger");
  }
}
