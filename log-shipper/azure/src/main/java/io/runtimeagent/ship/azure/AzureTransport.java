package io.runtimeagent.ship.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Sends what the SDK's policies have signed, by the JDK's client and without a reactive stream in
/// between.
///
/// Each request has a time within which the whole reply must have come; replies are kept in memory,
/// so nothing large may be asked for at once.
final class AzureTransport implements HttpClient, AutoCloseable {
  private final AzurePatience patience;
  private final java.net.http.HttpClient client;

  /// Proxies, and who logs in to them, are those of the JVM.
  AzureTransport(AzurePatience patience) {
    this.patience = patience;
    java.net.http.HttpClient.Builder builder =
        java.net.http.HttpClient.newBuilder()
            .version(java.net.http.HttpClient.Version.HTTP_1_1)
            .connectTimeout(patience.connect())
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER);
    Optional.ofNullable(Authenticator.getDefault()).ifPresent(builder::authenticator);
    this.client = builder.build();
  }

  @Override
  public Mono<HttpResponse> send(HttpRequest request) {
    return Mono.fromCallable(() -> sendSync(request, Context.NONE));
  }

  /// Fails with an `UncheckedIOException` when there is no reply.
  @Override
  public HttpResponse sendSync(HttpRequest request, Context context) {
    CompletableFuture<java.net.http.HttpResponse<byte[]>> reply =
        client.sendAsync(jdkRequest(request), BodyHandlers.ofByteArray());
    try {
      return new AzureReply(request, reply.get(limit(request).toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      reply.cancel(true);
      throw new UncheckedIOException(new HttpTimeoutException("no reply in time"));
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    } catch (ExecutionException e) {
      throw new UncheckedIOException(asIoException(e.getCause()));
    }
  }

  private static IOException asIoException(@Nullable Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case null, default -> new IOException(cause);
    };
  }

  private Duration limit(HttpRequest request) {
    BinaryData body = request.getBodyAsBinaryData();
    long bytes = body == null || body.getLength() == null ? 0 : body.getLength();
    return patience.reply(bytes);
  }

  private static java.net.http.HttpRequest jdkRequest(HttpRequest request) {
    var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.getUrl().toString()));
    BinaryData body = request.getBodyAsBinaryData();
    if (body != null) {
      builder.method(request.getHttpMethod().toString(), publisher(body));
    } else {
      switch (request.getHttpMethod()) {
        case HEAD -> builder.HEAD();
        case DELETE -> builder.DELETE();
        default -> builder.method(request.getHttpMethod().toString(), BodyPublishers.noBody());
      }
    }
    for (HttpHeader header : request.getHeaders()) {
      if (!header.getName().equalsIgnoreCase("Content-Length")) {
        header.getValuesList().forEach(value -> builder.header(header.getName(), value));
      }
    }
    return builder.build();
  }

  private static BodyPublisher publisher(BinaryData body) {
    return body.isReplayable()
        ? BodyPublishers.ofByteArray(body.toBytes())
        : BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(body::toStream), body.getLength());
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
