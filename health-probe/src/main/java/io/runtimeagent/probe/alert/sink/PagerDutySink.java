package io.runtimeagent.probe.alert.sink;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.AlertKind;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Message;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One PagerDuty service, by its Events API v2 (developer.pagerduty.com, "Send an alert event").
public final class PagerDutySink implements Sink {
  /// Where PagerDuty takes events.
  public static final URI EVENTS = URI.create("https://events.pagerduty.com/v2/enqueue");

  /// PagerDuty takes no longer summary.
  private static final int SUMMARY_LENGTH = 1024;

  private static final Habits HABITS = new Habits(Updates.WANTED, Orphans.RESOLVED, Duration.ZERO);

  private final Wire wire;
  private final Name name;
  private final Endpoint endpoint;
  private final Secret routingKey;

  /// `events` is [#EVENTS] but for accounts elsewhere and for tests.
  public PagerDutySink(Wire wire, String label, URI events, Secret routingKey) {
    this.wire = wire;
    this.endpoint = Endpoint.of(events);
    this.routingKey = routingKey;
    this.name = endpoint.named(label, events + " " + routingKey.reveal());
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
    return enqueue(event(message));
  }

  /// A resolve of what is not open: PagerDuty looks at the key, accepts, and drops it.
  @Override
  public SendOutcome check(Identity identity) throws InterruptedException {
    return send(Message.trial(Message.Event.RESOLVE, identity, wire.now()));
  }

  private SendOutcome enqueue(JsonObject event) throws InterruptedException {
    String key = routingKey.reveal();
    byte[] body = event.put("routing_key", key).build().compact().getBytes(StandardCharsets.UTF_8);
    return wire.send(endpoint.hiding(key), endpoint.post(body).build());
  }

  private static JsonObject event(Message message) {
    boolean over = message.event() == Message.Event.RESOLVE;
    return new JsonObject()
        .put("event_action", over ? "resolve" : "trigger")
        .put("dedup_key", message.alert().dedupKey())
        .put("payload", payload(message));
  }

  private static Json.Obj payload(Message message) {
    Alert alert = message.alert();
    boolean shipping = alert.kind() == AlertKind.SHIPPING;
    String summary = message.summary();
    return new JsonObject()
        .put("summary", summary.substring(0, Math.min(summary.length(), SUMMARY_LENGTH)))
        .put("source", shipping ? alert.subject().about() : message.identity().deploymentId())
        .put("severity", message.severity().word())
        .put("timestamp", alert.opened().at())
        .put("component", shipping ? "runtime-agent" : "scheduler")
        .put("group", message.identity().deploymentId())
        .put("class", alert.kind().word())
        .put("custom_details", details(message))
        .build();
  }

  private static Json.Obj details(Message message) {
    JsonObject details = new JsonObject();
    message.details().forEach(details::put);
    Identity identity = message.identity();
    return details
        .put("reasons", message.alert().reasons())
        .put("flapping", message.alert().flapping())
        .put("seq", message.alert().sequence())
        .put("image_tag", identity.imageTag())
        .put("runtime_version", identity.runtimeVersion())
        .put("airflow_version", identity.airflowVersion())
        .build();
  }
}
