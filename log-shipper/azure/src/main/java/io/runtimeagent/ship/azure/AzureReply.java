package io.runtimeagent.ship.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A reply that has come whole, in the form in which the SDK's policies look at it.
final class AzureReply extends HttpResponse {
  private final java.net.http.HttpResponse<byte[]> reply;

  AzureReply(HttpRequest request, java.net.http.HttpResponse<byte[]> reply) {
    super(request);
    this.reply = reply;
  }

  @Override
  public int getStatusCode() {
    return reply.statusCode();
  }

  @Override
  @Deprecated
  public @Nullable String getHeaderValue(String name) {
    return reply.headers().firstValue(name).orElse(null);
  }

  @Override
  public @Nullable String getHeaderValue(HttpHeaderName name) {
    return reply.headers().firstValue(name.getCaseInsensitiveName()).orElse(null);
  }

  @Override
  public HttpHeaders getHeaders() {
    var headers = new HttpHeaders();
    reply
        .headers()
        .map()
        .forEach((name, values) -> headers.set(HttpHeaderName.fromString(name), values));
    return headers;
  }

  byte[] bytes() {
    return reply.body();
  }

  @Override
  public BinaryData getBodyAsBinaryData() {
    return BinaryData.fromBytes(bytes());
  }

  @Override
  public Flux<ByteBuffer> getBody() {
    return Flux.just(ByteBuffer.wrap(bytes()));
  }

  @Override
  public Mono<byte[]> getBodyAsByteArray() {
    return Mono.just(bytes());
  }

  @Override
  public Mono<String> getBodyAsString() {
    return getBodyAsString(StandardCharsets.UTF_8);
  }

  @Override
  public Mono<String> getBodyAsString(Charset charset) {
    return Mono.just(new String(bytes(), charset));
  }
}
