package io.runtimeagent.agent.alert;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.AlertConfig;
import io.runtimeagent.agent.config.ImageFacts;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.config.secret.SecretUrl;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.alert.sink.AlertmanagerSink;
import io.runtimeagent.probe.alert.sink.PagerDutySink;
import io.runtimeagent.probe.alert.sink.SlackSink;
import io.runtimeagent.probe.alert.sink.WebhookSink;
import io.runtimeagent.probe.alert.sink.Wire;
import io.runtimeagent.probe.deadman.DeadmanSwitch;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.http.HttpCaller;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Every configured sink, and the connections that they share.
public final class AlertSinks implements AutoCloseable {
  /// Enough of an answer to tell people what was wrong.
  private static final int ANSWER_BYTES = 16 << 10;

  private final AlertConfig config;
  private final Optional<HttpCaller> caller;
  private final List<Sink> sinks;

  private AlertSinks(AlertConfig config, Optional<HttpCaller> caller, List<Sink> sinks) {
    this.config = config;
    this.caller = caller;
    this.sinks = List.copyOf(sinks);
  }

  public static AlertSinks open(AgentConfig config) {
    return open(config, PagerDutySink.EVENTS);
  }

  /// `pagerDuty` is where PagerDuty takes events.
  static AlertSinks open(AgentConfig config, URI pagerDuty) {
    if (nobody(config.alert())) {
      return new AlertSinks(config.alert(), Optional.empty(), List.of());
    }
    HttpCaller caller =
        HttpCaller.startCutting(ANSWER_BYTES, config.proxySelector(), config.proxyLogin());
    var wire = new Wire(caller, InstantSource.system());
    return new AlertSinks(
        config.alert(), Optional.of(caller), sinks(config.alert(), wire, pagerDuty));
  }

  /// Whether there is nobody to tell: then nothing is made that could.
  private static boolean nobody(AlertConfig config) {
    return config.webhook() == null
        && config.pagerDutyRoutingKeys().isEmpty()
        && config.slackWebhooks().isEmpty()
        && config.alertmanagers().isEmpty()
        && config.deadman() == null;
  }

  private static List<Sink> sinks(AlertConfig config, Wire wire, URI pagerDuty) {
    List<Sink> sinks = new ArrayList<>();
    AlertConfig.Webhook webhook = config.webhook();
    if (webhook != null) {
      URI url = webhook.url().reveal();
      sinks.add(new WebhookSink(wire, "webhook", url, key(webhook.signingKey())));
    }
    sinks.addAll(
        numbered(
            "pagerduty",
            config.pagerDutyRoutingKeys(),
            (label, key) -> new PagerDutySink(wire, label, pagerDuty, key::reveal)));
    sinks.addAll(
        numbered(
            "slack",
            config.slackWebhooks(),
            (label, url) -> new SlackSink(wire, label, url.reveal())));
    sinks.addAll(
        numbered(
            "alertmanager",
            config.alertmanagers(),
            (label, url) -> new AlertmanagerSink(wire, label, url.reveal())));
    return onlyOnce(sinks);
  }

  private interface Maker<T> {
    Sink make(String label, T target);
  }

  /// The first of a kind has the kind's name, the others are numbered from two on.
  private static <T> List<Sink> numbered(String kind, List<T> targets, Maker<T> maker) {
    List<Sink> sinks = new ArrayList<>();
    for (T target : targets) {
      String label = sinks.isEmpty() ? kind : kind + "-" + (sinks.size() + 1);
      sinks.add(maker.make(label, target));
    }
    return sinks;
  }

  /// What is configured twice is told once.
  private static List<Sink> onlyOnce(List<Sink> sinks) {
    Set<String> seen = new HashSet<>();
    return sinks.stream().filter(sink -> seen.add(sink.name().id())).toList();
  }

  private static io.runtimeagent.probe.http.@Nullable Secret key(@Nullable Secret secret) {
    return secret == null ? null : secret::reveal;
  }

  public List<Sink> sinks() {
    return sinks;
  }

  /// The dead-man switch, not started; empty where none is configured.
  public Optional<DeadmanSwitch> deadman(ProbeListener listener) {
    return Optional.ofNullable(config.deadman())
        .map(SecretUrl::reveal)
        .flatMap(url -> caller.map(c -> new DeadmanSwitch(url, c, System::nanoTime, listener)));
  }

  /// Who sends, as the configuration says it.
  public static Identity identity(AgentConfig config) {
    ImageFacts image = config.image();
    Function<ImageFacts.@Nullable Fact, String> text = fact -> fact == null ? "" : fact.value();
    return new Identity(
        config.deploymentId(),
        text.apply(image.imageTag()),
        text.apply(image.runtimeVersion()),
        text.apply(image.airflowVersion()));
  }

  @Override
  public void close() {
    caller.ifPresent(HttpCaller::close);
  }
}
