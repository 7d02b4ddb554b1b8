package io.runtimeagent.probe.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.testing.StubServer;
import io.runtimeagent.probe.testing.StubServer.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The process is killed after the sink has taken the message and before it says so.
@Timeout(120)
class ITKilledDesk {
  private final Path state;
  private final StubServer server = StubServer.start();
  private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
  private volatile @Nullable Process running;

  ITKilledDesk(@TempDir Path state) {
    this.state = state;
  }

  @AfterEach
  void close() throws InterruptedException {
    kill();
    server.close();
  }

  private void start(String wish) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    running =
        new ProcessBuilder(
                java,
                "-cp",
                System.getProperty("java.class.path"),
                DeskProcess.class.getName(),
                state.toString(),
                server.url("/hook").toString(),
                wish)
            .inheritIO()
            .start();
  }

  private void kill() throws InterruptedException {
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Json.Obj next() throws InterruptedException, JsonException {
    Request request = arrived.poll(60, TimeUnit.SECONDS);
    assertThat(request).as("a request").isNotNull();
    return (Json.Obj) Json.parse(request == null ? "{}" : request.body());
  }

  @Test
  void d5_killBeforeTheAcknowledgement_makesNoSecondIncident() throws Exception {
    server.replying(new StubServer.Reply.Silence());
    server.onRequest(arrived::add);
    start("open");
    Json.Obj first = next();
    kill();
    start("open");
    assertThat(next()).isEqualTo(first);
    assertThat(first.text("event")).isEqualTo("open");
  }

  /// Over before the sink could be asked again: it may have an incident, and must hear of its end.
  @Test
  void d5_killBeforeTheAcknowledgement_isResolvedAlsoWhenItWasShort() throws Exception {
    server.replying(new StubServer.Reply.Silence());
    server.onRequest(arrived::add);
    start("open");
    Json.Obj first = next();
    kill();
    start("close");
    Json.Obj last = next();
    if ("open".equals(last.text("event"))) {
      // The wish to close came after the first look at what is to be told.
      assertThat(last).isEqualTo(first);
      last = next();
    }
    assertThat(last.text("event")).isEqualTo("resolve");
    assertThat(last.text("dedup_key")).isEqualTo(first.text("dedup_key"));
    assertThat(last.text("opened_at")).isEqualTo(first.text("opened_at"));
  }
}
