package io.runtimeagent.probe.alert.sink;

import io.runtimeagent.probe.alert.Alert;
import io.runtimeagent.probe.alert.AlertKind;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Message;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Severity;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One Alertmanager, by its API v2. It forgets an alert that nobody posts again, so an open one is
/// posted each minute, to end by itself long after the last post.
///
/// What may change stands in annotations: another label would be another alert. Only the severity
/// is a label, because routes ask for it; where it rises, the milder alert is posted as ended.
public final class AlertmanagerSink implements Sink {
  private static final Duration REFRESH = Duration.ofMinutes(1);

  /// Short enough to end when we are gone for good, long enough to outlast any restart of ours.
  private static final Duration LIFE = Duration.ofMinutes(20);

  private static final Habits HABITS = new Habits(Updates.WANTED, Orphans.RESOLVED, REFRESH);
  private static final String ALERTS = "/api/v2/alerts";
  private static final String STATUS = "/api/v2/status";

  private final Wire wire;
  private final Name name;
  private final Endpoint alerts;
  private final Endpoint status;

  /// `url` is Alertmanager's own, with or without the path of its API.
  public AlertmanagerSink(Wire wire, String label, URI url) {
    Endpoint base = Endpoint.of(url).without("/api/v2(/alerts)?/?$");
    this.wire = wire;
    this.alerts = base.at(ALERTS);
    this.status = base.at(STATUS);
    this.name = base.named(label);
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
    List<Json> posted = new ArrayList<>();
    posted.add(alert(message, message.severity(), end(message)));
    if (escalated(message)) {
      Instant then = message.alert().opened().at().plus(Alert.ESCALATION);
      posted.add(alert(message, Severity.WARNING, then));
    }
    byte[] body = new Json.Arr(posted).compact().getBytes(StandardCharsets.UTF_8);
    return wire.send(alerts, alerts.post(body).build());
  }

  @Override
  public SendOutcome check(Identity identity) throws InterruptedException {
    return wire.send(status, status.get().build());
  }

  private static boolean escalated(Message message) {
    return message.alert().kind() == AlertKind.OBSERVER && message.severity() == Severity.CRITICAL;
  }

  private static Instant end(Message message) {
    return message.event() == Message.Event.RESOLVE
        ? message.alert().at()
        : message.now().plus(LIFE);
  }

  private static Json.Obj alert(Message message, Severity severity, Instant end) {
    Instant start = message.alert().opened().at();
    return new JsonObject()
        .put("labels", labels(message, severity))
        .put("annotations", annotations(message))
        .put("startsAt", start)
        .put("endsAt", end.isBefore(start) ? start : end)
        .build();
  }

  private static Json.Obj labels(Message message, Severity severity) {
    boolean test = severity == Severity.INFO;
    String about = message.alert().kind() == AlertKind.SHIPPING ? "host" : "dag_id";
    return new JsonObject()
        .put("alertname", test ? "RuntimeAgentTest" : alertName(message.alert().kind()))
        .put("deployment", message.identity().deploymentId())
        .put(about, message.alert().subject().about())
        .put("severity", severity.word())
        .build();
  }

  private static String alertName(AlertKind kind) {
    return switch (kind) {
      case HEARTBEAT -> "RuntimeAgentHeartbeat";
      case OBSERVER -> "RuntimeAgentHeartbeatObserver";
      case SHIPPING -> "RuntimeAgentShipping";
    };
  }

  private static Json.Obj annotations(Message message) {
    JsonObject annotations = new JsonObject();
    message.details().forEach((name, text) -> annotations.put(name.replaceAll("\\W", "_"), text));
    Identity identity = message.identity();
    return annotations
        .put("summary", message.summary())
        .put("reasons", String.join(", ", message.alert().reasons()))
        .put("flapping", Boolean.toString(message.alert().flapping()))
        .put("seq", Long.toString(message.alert().sequence()))
        .put("image_tag", identity.imageTag())
        .put("runtime_version", identity.runtimeVersion())
        .put("airflow_version", identity.airflowVersion())
        .build();
  }
}
