package io.runtimeagent.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runtimeagent.agent.command.ShellFixture.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestAlertCommandTest {
  private final ShellFixture shell;
  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  TestAlertCommandTest(@TempDir Path folder) throws IOException {
    shell = new ShellFixture(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/hook", 200, "");
    answer("/slack", 404, "no_service");
    server.start();
  }

  private void answer(String path, int status, String words) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            bodies.add(
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = words.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sinkThatAccepts_isSaidInALine() throws Exception {
    shell.setKey("alert_webhook_url", url("/hook")).setKey("deployment_id", "d7");
    Outcome outcome = shell.run("heartbeat", "test-alert");
    assertThat(outcome.exit()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out().lines())
        .containsExactly("ok  webhook  " + url("") + "  accepted a test alert and its resolve");
    assertThat(bodies).hasSize(2);
    assertThat(bodies.getFirst())
        .contains("\"event\":\"test\"", "\"dedup_key\":\"runtime-agent-test:d7\"");
    assertThat(bodies.getLast())
        .contains("\"event\":\"resolve\"", "\"dedup_key\":\"runtime-agent-test:d7\"");
  }

  @Test
  void sinkThatFails_isNamedBesideTheOthers() throws Exception {
    shell
        .setKey("alert_webhook_url", url("/hook"))
        .setKey("alert_slack_webhook_url", url("/slack/T0SECRET") + "," + url("/hook"));
    Outcome outcome = shell.run("heartbeat", "test-alert", "--json");
    assertThat(outcome.exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(outcome.out())
        .containsPattern("\"failed\",\\s+\"sink\" : \"slack\"")
        .contains("answered 404: no_service")
        .containsPattern("\"ok\",\\s+\"sink\" : \"slack-2\"")
        .containsPattern("\"ok\",\\s+\"sink\" : \"webhook\"")
        .doesNotContain("T0SECRET");
  }

  /// A proxy of the environment is asked for whoever is not on its list of exceptions, and is given
  /// the login that stands in its address.
  @Test
  void proxy_isAskedWithItsLogin() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    server.createContext("/", exchange -> proxy(exchange, asked));
    String proxy = url("").replace("//", "//user:p%40ss@");
    shell.set("HTTP_PROXY", proxy).setKey("alert_webhook_url", "http://pager.example/paged");
    Outcome outcome = shell.run("heartbeat", "test-alert");
    assertThat(outcome.out() + outcome.err()).contains("accepted").doesNotContain("p@ss");
    assertThat(asked).hasSize(2).containsOnly("http://pager.example/paged");
    shell.set("NO_PROXY", ".example");
    assertThat(shell.run("heartbeat", "test-alert").exit()).isEqualTo(ExitCode.NOT_SO);
    assertThat(asked).hasSize(2);
  }

  /// A client that could log in takes a 401 without a challenge for a broken connection.
  @Test
  void refusalWithoutAChallenge_isARefusalThroughAProxyToo() throws Exception {
    answer("/refuses", 401, "who are you");
    shell.set("HTTP_PROXY", url("").replace("//", "//user:secret@"));
    shell.setKey("alert_webhook_url", url("/refuses"));
    assertThat(shell.run("heartbeat", "test-alert").out()).contains("answered 401");
  }

  private static void proxy(HttpExchange exchange, List<String> asked) throws IOException {
    try (exchange) {
      String login = exchange.getRequestHeaders().getFirst("Proxy-Authorization");
      boolean known = "Basic dXNlcjpwQHNz".equals(login);
      if (known) {
        asked.add(exchange.getRequestURI().toString());
      } else {
        exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"x\"");
      }
      exchange.sendResponseHeaders(known ? 200 : 407, -1);
    }
  }

  @Test
  void withoutSinks_thereIsNothingToTest() throws Exception {
    Outcome outcome = shell.run("heartbeat", "test-alert");
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("no alert sink is configured", "alert_webhook_url");
  }

  @Test
  void faults_areTold() throws Exception {
    shell.setKey("alert_webhook_url", "ftp://x");
    Outcome outcome = shell.run("heartbeat", "test-alert");
    assertThat(outcome.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("ALERT_WEBHOOK_URL");
  }

  @Test
  void manual_isAPage() throws Exception {
    assertThat(shell.run("heartbeat", "test-alert", "--help").out())
        .startsWith("NAME\n  runtime-agent heartbeat test-alert - ");
  }
}
