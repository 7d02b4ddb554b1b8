package io.runtimeagent.probe.alert.sink;

import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.http.HttpCaller;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// How all sinks send, and what they take an answer for.
public final class Wire {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int QUOTED = 200;

  private final HttpCaller caller;
  private final InstantSource clock;
  private final Duration timeout;

  /// The caller stays the one's who made it.
  public Wire(HttpCaller caller, InstantSource clock) {
    this(caller, clock, TIMEOUT);
  }

  Wire(HttpCaller caller, InstantSource clock, Duration timeout) {
    this.caller = Objects.requireNonNull(caller, "caller");
    this.clock = Objects.requireNonNull(clock, "clock");
    this.timeout = timeout;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /// One request, once.
  SendOutcome send(Endpoint endpoint, HttpRequest request) throws InterruptedException {
    return outcome(endpoint, call(request));
  }

  Answer call(HttpRequest request) throws InterruptedException {
    return caller.call(request, timeout);
  }

  SendOutcome outcome(Endpoint endpoint, Answer answer) {
    return switch (answer) {
      case Answer.Failed(Answer.Failure failure, String words) ->
          failed(failure, endpoint.masked(words));
      case Answer.Response response when response.successful() -> new SendOutcome.Accepted();
      case Answer.Response response -> answered(endpoint, response);
    };
  }

  private static SendOutcome failed(Answer.Failure failure, String words) {
    return switch (failure) {
      case CONNECT, TLS -> new SendOutcome.Failed(words, Duration.ZERO);
      case TIMEOUT, TOO_LARGE, BROKEN -> new SendOutcome.Doubtful(words, Duration.ZERO);
    };
  }

  private SendOutcome answered(Endpoint endpoint, Answer.Response response) {
    int status = response.status();
    String words = "answered " + status + quoted(endpoint, response.body());
    Duration after = RetryAfter.of(response.headers(), clock.instant());
    if (status == 408 || status == 425 || status == 429 || status == 503) {
      return new SendOutcome.Failed(words, after);
    }
    if (status >= 500) {
      return new SendOutcome.Doubtful(words, after);
    }
    return new SendOutcome.Refused(
        status >= 300 && status < 400
            ? "answered "
                + status
                + ": redirects are not followed; configure the address it leads to"
            : words);
  }

  /// The beginning of what the server says, on one line.
  private static String quoted(Endpoint endpoint, String body) {
    String line = endpoint.masked(body).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return "";
    }
    return ": " + (line.length() > QUOTED ? line.substring(0, QUOTED) + "…" : line);
  }
}
