package io.runtimeagent.probe.deadman;

import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.http.HttpCaller;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Pings an outside service while all is well, so that it alerts when the pings end: the only alert
/// over this agent itself. By the conventions of healthchecks.io, `<url>` says that all is well and
/// `<url>/fail` that it is not.
///
/// A ping that fails is counted and not repeated, since the next one follows within a minute;
/// nobody waits for one.
public final class DeadmanSwitch implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMinutes(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /// A failure is pinged so often until it is heard.
  private static final int FAIL_ATTEMPTS = 5;

  private static final Duration FAIL_AGAIN = Duration.ofSeconds(5);

  private final Pings pings;
  private final HttpCaller caller;
  private final LongSupplier nanos;
  private final ProbeListener listener;
  private final BlockingQueue<Ping> next = new ArrayBlockingQueue<>(2);
  private final Thread thread;
  private long pingedAt;

  private enum Ping {
    WELL,
    FAIL
  }

  /// The two requests.
  private record Pings(HttpRequest well, HttpRequest fail) {}

  /// The caller stays the one's who made it.
  public DeadmanSwitch(URI url, HttpCaller caller, LongSupplier nanos, ProbeListener listener) {
    this.pings = new Pings(request(url), request(failing(url)));
    this.caller = Objects.requireNonNull(caller, "caller");
    this.nanos = Objects.requireNonNull(nanos, "nanos");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.pingedAt = nanos.getAsLong() - BETWEEN.toNanos();
    this.thread = Thread.ofVirtual().name("deadman").unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  /// All is well now: pings unless it did within the last minute. For the thread that judges, like
  /// [#failed].
  public void well() {
    if (nanos.getAsLong() - pingedAt >= BETWEEN.toNanos() && next.offer(Ping.WELL)) {
      pingedAt = nanos.getAsLong();
    }
  }

  /// An alert opened: pings that all is not well, at once.
  public void failed() {
    next.clear();
    next.offer(Ping.FAIL);
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        switch (next.take()) {
          case WELL -> ping(pings.well());
          case FAIL -> fail();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail() throws InterruptedException {
    for (int attempt = 1; attempt <= FAIL_ATTEMPTS && !ping(pings.fail()); attempt++) {
      if (!next.isEmpty()) {
        return;
      }
      TimeUnit.NANOSECONDS.sleep(FAIL_AGAIN.toNanos());
    }
  }

  private boolean ping(HttpRequest request) throws InterruptedException {
    Answer answer = caller.call(request, TIMEOUT);
    boolean heard = answer instanceof Answer.Response response && response.successful();
    listener.heard(
        heard ? new ProbeEvent.DeadmanPinged() : new ProbeEvent.DeadmanFailed(words(answer)));
    return heard;
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Response response -> "the dead-man service answered " + response.status();
      case Answer.Failed(_, String words) -> words;
    };
  }

  private static HttpRequest request(URI url) {
    return HttpRequest.newBuilder(url).header("User-Agent", "runtime-agent").GET().build();
  }

  /// `/fail` behind the path, before a query.
  private static URI failing(URI url) {
    String text = url.toASCIIString();
    int end = text.indexOf('?') < 0 ? text.length() : text.indexOf('?');
    String path = text.substring(0, end);
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return URI.create(base + "/fail" + text.substring(end));
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LAST_WORDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
