package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Settings.PayloadSigning;
import io.runtimeagent.ship.s3.http.BodyException;
import io.runtimeagent.ship.s3.http.HttpBody;
import io.runtimeagent.ship.s3.http.HttpCall;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Signs requests, sends them, and says what the answers mean.
///
/// Nothing is repeated, except a request that the server refused because of something it tells us
/// in the refusal: the bucket's region, or the right time.
final class S3Gateway implements AutoCloseable {
  /// The slowest network on which a body still arrives before its time is up.
  private static final long MIN_BYTES_PER_SECOND = 32 * 1024;

  private final S3Settings settings;
  private final S3Identity identity;
  private final S3Site site;
  private final S3Clock clock;
  private final RequestListener listener;
  private final S3Signer signer = new S3Signer();
  private final ChecksumTrust trust = new ChecksumTrust();

  S3Gateway(S3Settings settings, InstantSource clock, RequestListener listener) {
    this.settings = settings;
    this.site = new S3Site(settings);
    this.identity = new S3Identity(settings.credentials(), site::region);
    this.clock = new S3Clock(clock);
    this.listener = listener;
  }

  S3Gateway start() {
    site.start();
    return this;
  }

  /// Sends a request. Neither a status nor an exception of the network is thrown: both are answers.
  S3Answer send(S3Request request) {
    try {
      HttpReply reply = sendOnce(request);
      if (reply.ok()) {
        return new S3Answer.Accepted(reply);
      }
      S3Error error = errorOf(reply);
      if (!learnsFrom(reply, error)) {
        return new S3Answer.Failed(S3Faults.judge(error));
      }
      HttpReply second = sendOnce(request);
      return second.ok()
          ? new S3Answer.Accepted(second)
          : new S3Answer.Failed(S3Faults.judge(errorOf(second)));
    } catch (IOException e) {
      return new S3Answer.Failed(S3Faults.judge(e));
    } catch (SdkException e) {
      return new S3Answer.Failed(S3Faults.judge(e));
    }
  }

  private static S3Error errorOf(HttpReply reply) throws IOException {
    try (reply) {
      return S3Error.read(reply);
    }
  }

  private boolean learnsFrom(HttpReply reply, S3Error error) {
    boolean region = error.region().map(site::moveTo).orElse(false);
    boolean time = error.status() == 403 && clock.learnFrom(reply.header("date"));
    return region || time;
  }

  private HttpReply sendOnce(S3Request request) throws IOException {
    S3Site.Place place = site.place();
    boolean asks = trustMatters(request, place) && trust.asks(request.body().length());
    try {
      HttpReply reply = exchange(request, place);
      if (isChecksummed(request) && reply.ok()) {
        learn(reply);
      }
      return reply;
    } finally {
      if (asks) {
        trust.asked();
      }
    }
  }

  private void learn(HttpReply reply) {
    if (reply.header(S3Objects.CHECKSUM).isPresent()) {
      trust.verifies();
    } else {
      trust.ignores();
    }
  }

  private HttpReply exchange(S3Request request, S3Site.Place place) throws IOException {
    HttpCall call = call(request, place);
    long began = System.nanoTime();
    try {
      HttpReply reply = place.connections().send(call);
      tell(request, outcomeOf(reply.status(), request), began);
      return reply;
    } catch (IOException e) {
      tell(request, RequestOutcome.FAILED, began);
      throw e;
    }
  }

  /// Whether the checksum header is that of the body; the last request of an upload names the
  /// object's.
  private static boolean isChecksummed(S3Request request) {
    return request.method().equals("PUT") && request.headers().containsKey(S3Objects.CHECKSUM);
  }

  private static RequestOutcome outcomeOf(int status, S3Request request) {
    if (status / 100 == 2 || (status == 404 && !request.method().startsWith("P"))) {
      return RequestOutcome.OK;
    }
    return S3Faults.judge(S3Error.of(status, "", "")).toRequestOutcome();
  }

  private void tell(S3Request request, RequestOutcome outcome, long began) {
    listener.requested(request.operation(), outcome, Duration.ofNanos(System.nanoTime() - began));
  }

  private HttpCall call(S3Request request, S3Site.Place place) throws IOException {
    String path = request.key().map(place.address()::path).orElseGet(() -> place.address().path());
    String query = S3Encoding.query(request.query());
    var headers = new TreeMap<>(request.headers());
    headers.put("host", place.connections().hostHeader());
    AwsCredentialsIdentity credentials = identity.resolve();
    Instant now = clock.now();
    Map<String, String> signed =
        signer.sign(
            new S3Signer.Unsigned(
                request.method(), path, query, headers, payloadHash(request, place)),
            new S3Signer.Scope(credentials, now, place.region()));
    Duration stall = request.patience().timeout();
    Duration whole = stall.plusSeconds(request.body().length() / MIN_BYTES_PER_SECOND);
    String target = query.isEmpty() ? path : path + "?" + query;
    return new HttpCall(request.method(), target, signed, request.body(), stall, whole);
  }

  private String payloadHash(S3Request request, S3Site.Place place) throws IOException {
    if (request.body().length() == 0) {
      return S3Signer.EMPTY_HASH;
    }
    boolean protectedElsewhere =
        isEncrypted(place) || (trustMatters(request, place) && trust.verified());
    if (settings.payloadSigning() == PayloadSigning.WHEN_NEEDED && protectedElsewhere) {
      return S3Signer.UNSIGNED;
    }
    return hashOf(request.body());
  }

  private static boolean isEncrypted(S3Site.Place place) {
    return place.address().protocol() == S3Address.Protocol.HTTPS;
  }

  /// Whether a server's own checks may take the place of a signature over the body.
  private boolean trustMatters(S3Request request, S3Site.Place place) {
    return settings.payloadSigning() == PayloadSigning.WHEN_NEEDED
        && !isEncrypted(place)
        && !place.address().isAmazon()
        && isChecksummed(request);
  }

  /// Reads the body once before it is sent; its source fails there as it would when it is sent.
  private static String hashOf(HttpBody body) throws IOException {
    MessageDigest hash = S3Signer.newSha256();
    try (InputStream in = new DigestInputStream(body.open(), hash)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new BodyException(e);
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  @Override
  public void close() {
    site.close();
    identity.close();
  }
}
