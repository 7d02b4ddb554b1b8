package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import java.io.IOException;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends requests and waits for what becomes of them: once, never again, and not for ever.
final class GcsHttp implements AutoCloseable {
  /// A page of a listing with the longest records has some 2 MB.
  private static final long LONGEST_ANSWER = 16L << 20;

  private static final int PIECE_BYTES = 64 << 10;

  private final HttpClient client;
  private final GcsAuth auth;
  private final GcsPatience patience;
  private final RequestListener listener;

  /// What the client does for us never waits, so its own thread does it: that costs a quarter less.
  /// Proxies, and who logs in to them, are those of the JVM.
  GcsHttp(GcsAuth auth, GcsPatience patience, RequestListener listener) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Runnable::run);
    Optional.ofNullable(Authenticator.getDefault()).ifPresent(builder::authenticator);
    this.client = builder.build();
    this.auth = auth;
    this.patience = patience;
    this.listener = listener;
  }

  GcsAnswer send(GcsRequest request, GcsBody body) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.address());
    try {
      auth.headers(request.address())
          .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    } catch (IOException e) {
      return new GcsAnswer.Failed(GcsProblem.ofCredentials(e));
    }
    long start = System.nanoTime();
    GcsAnswer answer =
        switch (body) {
          case GcsBody.None() ->
              await(request, begin(request, builder, BodyPublishers.noBody()), patience.answer());
          case GcsBody.Bytes(String contentType, byte[] bytes) ->
              await(
                  request,
                  begin(
                      request,
                      builder.header("Content-Type", contentType),
                      BodyPublishers.ofByteArray(bytes)),
                  patience.answerTo(bytes.length));
          case GcsBody.Pieces(Multipart upload) ->
              push(request, builder.header("Content-Type", upload.contentType()), upload);
        };
    listener.requested(
        request.operation(), outcome(request, answer), Duration.ofNanos(System.nanoTime() - start));
    return answer;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private CompletableFuture<HttpResponse<byte[]>> begin(
      GcsRequest request, HttpRequest.Builder builder, BodyPublisher body) {
    return client.sendAsync(
        builder.method(request.method(), body).build(),
        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
  }

  private GcsAnswer push(GcsRequest request, HttpRequest.Builder builder, Multipart upload) {
    var body = new PushedBody(upload.length(), patience.stall());
    CompletableFuture<HttpResponse<byte[]>> sent = begin(request, builder, body);
    CompletableFuture<?> unused = sent.whenComplete((_, _) -> body.end());
    try {
      upload.send(PIECE_BYTES, body::push);
      body.complete();
      return await(request, sent, patience.answer());
    } catch (HttpTimeoutException e) {
      return abandoned(sent, body, e, GcsProblem.of(e));
    } catch (IOException e) {
      return abandoned(sent, body, e, GcsProblem.ofSource(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return abandoned(sent, body, e, GcsProblem.interrupted());
    }
  }

  private static GcsAnswer abandoned(
      CompletableFuture<?> sent, PushedBody body, Exception reason, GcsProblem problem) {
    body.fail(reason);
    sent.cancel(true);
    return new GcsAnswer.Failed(problem);
  }

  private static GcsAnswer await(
      GcsRequest request, CompletableFuture<HttpResponse<byte[]>> sent, Duration patience) {
    try {
      return answer(request, sent.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      return new GcsAnswer.Failed(GcsProblem.of(failure(e.getCause())));
    } catch (TimeoutException _) {
      sent.cancel(true);
      return new GcsAnswer.Failed(
          GcsProblem.of(new HttpTimeoutException("No answer within " + patience + ".")));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      sent.cancel(true);
      return new GcsAnswer.Failed(GcsProblem.interrupted());
    }
  }

  private static GcsAnswer answer(GcsRequest request, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return new GcsAnswer.Done(response.body());
    }
    return new GcsAnswer.Failed(
        GcsProblem.answered(
            status,
            GcsError.parse(response.body()),
            request.subject(),
            RetryAfter.of(response.headers())));
  }

  private static IOException failure(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException failure -> failure;
      case Error error -> throw error;
      case null, default -> new IOException("The HTTP client failed.", cause);
    };
  }

  private static RequestOutcome outcome(GcsRequest request, GcsAnswer answer) {
    return switch (answer) {
      case GcsAnswer.Done(_) -> RequestOutcome.OK;
      case GcsAnswer.Failed(GcsProblem problem) -> problem.outcome(request.operation());
    };
  }
}
