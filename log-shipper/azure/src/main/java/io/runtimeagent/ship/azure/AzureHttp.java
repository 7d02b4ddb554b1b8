package io.runtimeagent.ship.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.runtimeagent.ship.azure.AzureException.Kind;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Sends one request, once: signed by the SDK, told to the listener, every failure mapped.
final class AzureHttp {
  /// Old enough for sovereign clouds and emulators, young enough for blocks of 4,000 MiB and for
  /// names that XML cannot carry.
  private static final String SERVICE_VERSION = "2021-12-02";

  private static final HttpHeaderName ERROR_CODE = HttpHeaderName.fromString("x-ms-error-code");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final HttpPipeline pipeline;
  private final InstantSource clock;
  private final RequestListener listener;

  AzureHttp(HttpPipeline pipeline, InstantSource clock, RequestListener listener) {
    this.pipeline = pipeline;
    this.clock = clock;
    this.listener = listener;
  }

  AzureReply send(AzureCall call) throws AzureException {
    long start = System.nanoTime();
    RequestOutcome outcome = RequestOutcome.FAILED;
    try {
      AzureReply reply = sent(call);
      outcome = RequestOutcome.OK;
      return reply;
    } catch (AzureException e) {
      outcome = outcome(e.kind());
      throw e;
    } finally {
      listener.requested(call.operation(), outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private AzureReply sent(AzureCall call) throws AzureException {
    call.with("x-ms-version", SERVICE_VERSION)
        .with("x-ms-date", DATE.format(clock.instant()))
        .with("User-Agent", "runtime-agent");
    HttpResponse response;
    try {
      response = pipeline.sendSync(call.request(), Context.NONE);
    } catch (RuntimeException e) {
      throw AzureErrors.of(e);
    }
    int status = response.getStatusCode();
    if (status < 200 || status >= 300) {
      throw AzureErrors.of(
          status,
          Optional.ofNullable(response.getHeaderValue(ERROR_CODE)).orElse(""),
          Optional.ofNullable(response.getHeaderValue(HttpHeaderName.RETRY_AFTER)));
    }
    return (AzureReply) response;
  }

  private static RequestOutcome outcome(Kind kind) {
    return switch (kind) {
      case ABSENT, NO_SUCH_RANGE -> RequestOutcome.OK;
      case CHANGED -> RequestOutcome.CONFLICT;
      case THROTTLED -> RequestOutcome.THROTTLED;
      case UNAVAILABLE -> RequestOutcome.FAILED;
      case REFUSED -> RequestOutcome.REFUSED;
      case REJECTED -> RequestOutcome.REJECTED;
    };
  }
}
