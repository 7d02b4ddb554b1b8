package io.runtimeagent.probe.alert.sink;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Message;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The alert itself as JSON, posted to anybody's address, signed where there is a key.
public final class WebhookSink implements Sink {
  private static final Habits HABITS = new Habits(Updates.WANTED, Orphans.RESOLVED, Duration.ZERO);

  private final Wire wire;
  private final Name name;
  private final Endpoint endpoint;
  private final @Nullable Secret signingKey;

  public WebhookSink(Wire wire, String label, URI url, @Nullable Secret signingKey) {
    this.wire = wire;
    this.endpoint = Endpoint.of(url);
    this.name = endpoint.named(label);
    this.signingKey = signingKey;
  }

  @Override
  public Name name() {
    return name;
  }

  @Override
  public Habits habits() {
    return HABITS;
  }

  @Override
  public SendOutcome send(Message message) throws InterruptedException {
    byte[] body = body(message).compact().getBytes(StandardCharsets.UTF_8);
    HttpRequest.Builder request = endpoint.post(body);
    if (signingKey != null) {
      request.header("X-Runtime-Agent-Signature", "sha256=" + signature(signingKey, body));
    }
    return wire.send(endpoint, request.build());
  }

  /// The body has an event for this, so the one who takes it knows that nothing is wrong.
  @Override
  public SendOutcome check(Identity identity) throws InterruptedException {
    return send(Message.trial(Message.Event.TEST, identity, wire.now()));
  }

  private static Json.Obj body(Message message) {
    Alert alert = message.alert();
    JsonObject details = new JsonObject();
    message.details().forEach(details::put);
    return new JsonObject()
        .put("version", 1)
        .put("event", message.event().word())
        .put("alert", alert.kind().word())
        .put("dedup_key", alert.dedupKey())
        .put("deployment_id", message.identity().deploymentId())
        .put("opened_at", time(alert.opened().at()))
        .put("at", time(alert.at()))
        .put("reasons", alert.reasons())
        .put("flapping", alert.flapping())
        .put("summary", message.summary())
        .put("details", details.build())
        .put("runtime", runtime(message.identity()))
        .put("sequence", alert.sequence())
        .build();
  }

  /// Many parsers take no more than three or six digits behind the second.
  private static Instant time(Instant exact) {
    return exact.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Json.Obj runtime(Identity identity) {
    return new JsonObject()
        .put("image_tag", known(identity.imageTag()))
        .put("runtime_version", known(identity.runtimeVersion()))
        .put("airflow_version", known(identity.airflowVersion()))
        .build();
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String signature(Secret key, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256, and any key will do", e);
    }
  }
}
