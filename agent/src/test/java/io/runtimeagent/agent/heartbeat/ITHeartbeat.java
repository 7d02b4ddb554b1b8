package io.runtimeagent.agent.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.probe.testing.StubServer;
import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.LoopbackPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Agents that watch one Airflow and page one pager.
class ITHeartbeat {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Path temp;
  private final StubAirflow airflow = StubAirflow.start();
  private final StubServer pager = StubServer.start();
  private final List<WatchingAgent> agents = new ArrayList<>();

  ITHeartbeat(@TempDir Path temp) throws IOException {
    this.temp = temp;
  }

  @AfterEach
  void close() throws InterruptedException {
    for (WatchingAgent agent : agents) {
      agent.kill();
    }
    airflow.close();
    pager.close();
  }

  private WatchingAgent agent(String name, Map<String, String> more) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("ROLE", "scheduler");
    settings.put("HTTP_PORT", "0");
    settings.put("DEPLOYMENT_ID", "it");
    settings.put("AIRFLOW_API_URL", airflow.url().toString());
    settings.put("ALERT_WEBHOOK_URL", pager.url("/hook").toString());
    settings.put("DESTINATION", "file://" + temp.resolve("store"));
    settings.putAll(more);
    WatchingAgent agent = WatchingAgent.start(temp.resolve(name), settings);
    agents.add(agent);
    return agent;
  }

  private WatchingAgent leader(String name) throws IOException {
    WatchingAgent agent = agent(name, Map.of());
    await(agent, "it leads a healthy Airflow", () -> agent.leads() && agent.tells("\"ok\""));
    return agent;
  }

  private static void await(WatchingAgent agent, String what, BooleanSupplier condition) {
    if (!Await.within(LONG, condition)) {
      throw new AssertionError("Not in time: " + what + ". It said: " + agent.said());
    }
  }

  /// How the heartbeat's incident went at the pager, which makes one of what bears one key: without
  /// updates, what is told again, and the resolve at start.
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (StubServer.Request request : pager.requests()) {
      Map<String, Json> body = body(request);
      boolean heartbeat = Json.of("heartbeat").equals(body.get("alert"));
      if (heartbeat && body.get("event") instanceof Json.Text(String event)) {
        boolean orphan = told.isEmpty() && event.equals("resolve");
        boolean again = !told.isEmpty() && told.getLast().equals(event);
        if (!event.equals("update") && !orphan && !again) {
          told.add(event);
        }
      }
    }
    return told;
  }

  private static Map<String, Json> body(StubServer.Request request) {
    try {
      return JsonText.parse(request.body()) instanceof Json.Members(Map<String, Json> members)
          ? members
          : Map.of();
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void outage_isPagedOnce_andResolved() throws Exception {
    WatchingAgent agent = leader("one");
    airflow.stopScheduler();
    await(agent, "the page", () -> told().equals(List.of("open")));
    await(agent, "the reason", () -> agent.tells("NOT_SCHEDULED"));
    airflow.startScheduler();
    await(agent, "the end", () -> told().equals(List.of("open", "resolve")));
  }

  /// Scrapers that never end their request, and others that never read what they asked for.
  @Test
  void d12_scrapersThatHoldOn_delayNoPage_andNoLog() throws Exception {
    int port = LoopbackPort.free();
    WatchingAgent agent = agent("one", Map.of("HTTP_PORT", String.valueOf(port)));
    await(agent, "it leads a healthy Airflow", () -> agent.leads() && agent.tells("\"ok\""));
    List<Socket> scrapers = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        Socket scraper = new Socket(InetAddress.getLoopbackAddress(), port);
        scrapers.add(scraper);
        String rest = i % 2 == 0 ? "" : "Host: x\r\n\r\n".repeat(2);
        scraper.getOutputStream().write(("GET /metrics HTTP/1.1\r\n" + rest).getBytes(UTF_8));
      }
      Path log = Path.of("dag_id=d/run_id=r/task_id=t/attempt=1.log");
      Path written = temp.resolve("one/logs").resolve(log);
      Files.createDirectories(written.getParent());
      Files.writeString(written, "a line\n");
      Path stored = temp.resolve("store").resolve(log);
      if (!Await.within(Duration.ofSeconds(15), () -> Files.exists(stored))) {
        throw new AssertionError("The log is not stored. It said: " + agent.said());
      }
      airflow.stopScheduler();
      await(agent, "the page", () -> told().equals(List.of("open")));
      airflow.startScheduler();
      await(agent, "the end", () -> told().equals(List.of("open", "resolve")));
    } finally {
      for (Socket scraper : scrapers) {
        scraper.close();
      }
    }
  }

  @Test
  void leaderKilled_isFollowed_withoutASecondIncident() throws Exception {
    WatchingAgent one = leader("one");
    WatchingAgent two = agent("two", Map.of());
    await(two, "it follows", () -> two.tells("\"role\" : \"follower\""));
    airflow.stopScheduler();
    await(one, "the page", () -> told().equals(List.of("open")));
    one.kill();
    await(two, "it leads", two::leads);
    assertThat(told()).containsExactly("open");
    airflow.startScheduler();
    await(two, "the end", () -> told().size() > 1);
    assertThat(told()).containsExactly("open", "resolve");
  }

  @Test
  void leaderFrozen_sendsNothingWhenItWakes() throws Exception {
    WatchingAgent one = leader("one");
    WatchingAgent two = agent("two", Map.of());
    await(two, "it follows", () -> two.tells("\"role\" : \"follower\""));
    one.freeze();
    await(two, "it leads", two::leads);
    airflow.stopScheduler();
    await(two, "the page", () -> told().equals(List.of("open")));
    airflow.startScheduler();
    await(two, "the end", () -> told().equals(List.of("open", "resolve")));
    int before = pager.requests().size();
    one.wake();
    await(one, "it follows", () -> one.tells("\"role\" : \"follower\""));
    assertThat(pager.requests()).hasSize(before);
    assertThat(two.leads()).isTrue();
    assertThat(told()).containsExactly("open", "resolve");
  }

  @Test
  void leaderEnding_givesTheLeaseBack() throws Exception {
    WatchingAgent one = leader("one");
    WatchingAgent two = agent("two", Map.of());
    await(two, "it follows", () -> two.tells("\"role\" : \"follower\""));
    one.terminate();
    if (!Await.within(Duration.ofSeconds(5), two::leads)) {
      throw new AssertionError("It waits for the end of a lease that was given back.");
    }
  }

  @Test
  void restart_goesOnWithTheOpenAlert() throws Exception {
    WatchingAgent one = leader("one");
    airflow.stopScheduler();
    await(one, "the page", () -> told().equals(List.of("open")));
    one.kill();
    WatchingAgent again = agent("one", Map.of());
    await(again, "it leads", () -> again.leads() && again.tells("\"alerting\""));
    airflow.startScheduler();
    await(again, "the end", () -> told().size() > 1);
    assertThat(told()).containsExactly("open", "resolve");
  }

  @Test
  void withoutStore_theAgentIsAlone_andPages() throws Exception {
    WatchingAgent one = agent("one", Map.of("DESTINATION", ""));
    await(one, "it is alone", () -> one.tells("\"role\" : \"alone\"") && one.tells("\"ok\""));
    airflow.stopScheduler();
    await(one, "the page", () -> told().equals(List.of("open")));
  }
}
