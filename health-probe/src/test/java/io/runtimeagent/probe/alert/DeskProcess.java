package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.sink.WebhookSink;
import io.runtimeagent.probe.alert.sink.Wire;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.http.HttpCaller;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/// A process that does nothing but deliver: `STATE_DIR WEBHOOK_URL open|close`. It ends when it is
/// killed.
final class DeskProcess {
  private DeskProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    HttpCaller caller = HttpCaller.startCutting(1000, ProxySelector.of(null));
    var wire = new Wire(caller, InstantSource.system());
    var sink = new WebhookSink(wire, "webhook", URI.create(arguments[1]), null);
    var setup =
        new AlertDesk.Setup(
            Path.of(arguments[0]),
            Delivery.IDENTITY,
            Set.of(Delivery.HEARTBEAT),
            Timing.system(),
            ProbeListener.NOOP);
    try (caller;
        var desk = new AlertDesk(setup, List.of(sink))) {
      desk.start();
      desk.lead();
      desk.wish(
          Delivery.HEARTBEAT,
          arguments[2].equals("open")
              ? Delivery.opening(Instant.now(), "NOT_SCHEDULED")
              : new Wish.Closed(Map.of()));
      new CountDownLatch(1).await();
    }
  }
}
