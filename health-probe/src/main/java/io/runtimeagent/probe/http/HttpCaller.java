package io.runtimeagent.probe.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Calls by HTTP/1.1 that end by a deadline, body included, and take no more than a bounded body.
/// Redirects are not followed: they come back as the answers that they are.
public final class HttpCaller implements AutoCloseable {
  /// A server's version 2 by upgrade makes uvicorn log a warning at each request.
  private static final HttpClient.Version VERSION = HttpClient.Version.HTTP_1_1;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /// What the JDK's limiting body handler says.
  private static final String EXCEEDED = "body exceeds capacity";

  /// What the JDK's client says of a 401 that does not tell how to log in, when it has a login for
  /// proxies; without one it gives the answer as it is.
  private static final String UNCHALLENGED = "WWW-Authenticate header missing";

  private final HttpClient client;
  private final long limitBytes;
  private final Excess excess;

  /// What becomes of a body that is larger than the limit.
  private enum Excess {
    FAILS,
    IS_CUT
  }

  private HttpCaller(HttpClient client, long limitBytes, Excess excess) {
    this.client = client;
    this.limitBytes = limitBytes;
    this.excess = excess;
  }

  /// For answers that are read: one that is larger than the limit is a failure.
  public static HttpCaller start(long limitBytes) {
    return new HttpCaller(builder().build(), limitBytes, Excess.FAILS);
  }

  /// For answers of which the status matters: no more than the limit is read of a body.
  public static HttpCaller startCutting(int limitBytes, ProxySelector proxies) {
    return startCutting(limitBytes, proxies, Optional.empty());
  }

  /// The same through proxies, to which `login` gives the password that they ask for.
  public static HttpCaller startCutting(
      int limitBytes, ProxySelector proxies, Optional<Authenticator> login) {
    HttpClient.Builder builder = builder().proxy(proxies);
    login.ifPresent(builder::authenticator);
    return new HttpCaller(builder.build(), limitBytes, Excess.IS_CUT);
  }

  /// On the client's own threads: looking up a name may hang, and would hold what carries virtual
  /// threads, of which a small container has one.
  private static HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .version(VERSION)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT);
  }

  /// One call, no retry.
  public Answer call(HttpRequest request, Duration timeout) throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> pending = client.sendAsync(request, body());
    try {
      HttpResponse<byte[]> response = pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Response(
          response.statusCode(),
          response.headers(),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      pending.cancel(true);
      return new Answer.Failed(
          Answer.Failure.TIMEOUT, "no complete answer within " + timeout.toSeconds() + " s");
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private BodyHandler<byte[]> body() {
    return switch (excess) {
      case FAILS -> BodyHandlers.limiting(BodyHandlers.ofByteArray(), limitBytes);
      case IS_CUT -> _ -> new CutBody(Math.toIntExact(limitBytes));
    };
  }

  private Answer failed(Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException _ ->
          new Answer.Failed(Answer.Failure.TIMEOUT, "no connection in time");
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          new Answer.Failed(Answer.Failure.CONNECT, "the host's name is not known");
      case ConnectException _ ->
          new Answer.Failed(Answer.Failure.CONNECT, "the connection was refused");
      case SSLException e -> new Answer.Failed(Answer.Failure.TLS, "TLS failed: " + text(e));
      case IOException e when text(e).startsWith(EXCEEDED) ->
          new Answer.Failed(
              Answer.Failure.TOO_LARGE, "the answer is larger than " + limitBytes + " bytes");
      case IOException e when text(e).startsWith(UNCHALLENGED) ->
          new Answer.Response(401, HttpHeaders.of(Map.of(), (_, _) -> true), "");
      case IOException e ->
          new Answer.Failed(Answer.Failure.BROKEN, "the connection broke: " + text(e));
      case Error e -> throw e;
      default -> new Answer.Failed(Answer.Failure.BROKEN, "the call failed: " + text(cause));
    };
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
