package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.alert.Subject;
import io.runtimeagent.probe.alert.Timing;
import io.runtimeagent.probe.alert.sink.AlertmanagerSink;
import io.runtimeagent.probe.alert.sink.PagerDutySink;
import io.runtimeagent.probe.alert.sink.SlackSink;
import io.runtimeagent.probe.alert.sink.WebhookSink;
import io.runtimeagent.probe.alert.sink.Wire;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.heartbeat.ClockChange;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.http.HttpCaller;
import io.runtimeagent.probe.http.Secret;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.lease.FakeLease;
import io.runtimeagent.probe.lease.LeaseClock;
import io.runtimeagent.probe.lease.LeaseParameters;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ObserverConfig;
import io.runtimeagent.probe.testing.RealAlertmanager;
import io.runtimeagent.probe.testing.StubServer;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The whole probe as the agent puts it together, but in a hurry, with a pager of every kind.
public final class PagedProbe implements AutoCloseable {
  public static final Duration TICK = Duration.ofSeconds(2);

  /// A run of a DAG of one minute is missed so long after the one before.
  public static final Duration MISSED = Duration.ofSeconds(90);

  private static final Duration GRACE = Duration.ofSeconds(15);

  /// How soon a missing run is missed.
  public enum Temper {
    /// From the moment at which the DAG is first seen.
    AT_ONCE,
    /// Minutes after the start; what fails is judged from the start.
    PATIENT
  }

  private volatile Instant began = Instant.MAX;
  private final StubServer pager = StubServer.start();
  private final RealAlertmanager alertmanager;
  private final HttpCaller caller = HttpCaller.startCutting(10_000, ProxySelector.of(null));
  private final Observer observer;
  private final AlertDesk desk;
  private final HealthProbe probe;

  private PagedProbe(Path folder, ObserverConfig config, Temper temper) throws IOException {
    alertmanager = RealAlertmanager.start(folder);
    observer = Observers.start(config, InstantSource.system(), ProbeListener.NOOP);
    String dag = config.dagId();
    Path state = folder.resolve("state");
    Set<Subject> watched = Set.of(Subject.heartbeat("it", dag), Subject.observer("it", dag));
    var identity = new Identity("it", "", "", "");
    desk =
        new AlertDesk(
            new AlertDesk.Setup(state, identity, watched, Timing.system(), ProbeListener.NOOP),
            sinks());
    probe =
        new HealthProbe(
            new ProbeConfig("it", dag, "host", state, mode(temper), List.of(), numbers(temper)),
            new ProbeParts(
                observer,
                Optional.of(new FakeLease()),
                desk,
                Wellness.NOBODY,
                this::heard,
                LeaseClock.system()));
  }

  public static PagedProbe start(Path folder, ObserverConfig config, Temper temper)
      throws IOException {
    PagedProbe paged = new PagedProbe(folder, config, temper);
    paged.desk.start();
    paged.probe.start();
    return paged;
  }

  private List<Sink> sinks() {
    Wire wire = new Wire(caller, InstantSource.system());
    return List.of(
        new WebhookSink(wire, "webhook", pager.url("/webhook"), null),
        new PagerDutySink(wire, "pagerduty", pager.url("/pagerduty"), Secret.of("key")),
        new SlackSink(wire, "slack", pager.url("/slack")),
        new AlertmanagerSink(wire, "alertmanager", alertmanager.url()));
  }

  private void heard(ProbeEvent event) {
    if (event instanceof ProbeEvent.ClockChanged(ClockChange change, Instant at)
        && change == ClockChange.COLD) {
      began = at;
    }
  }

  private static ProbeConfig.Mode mode(Temper temper) {
    return temper == Temper.PATIENT ? ProbeConfig.Mode.JUDGE : ProbeConfig.Mode.WAIT;
  }

  private static ProbeConfig.Numbers numbers(Temper temper) {
    Parameters usual = Parameters.STANDARD;
    Parameters hurried =
        new Parameters(
            MISSED.minus(GRACE),
            MISSED.minus(GRACE),
            GRACE,
            temper == Temper.PATIENT ? usual.startupGrace() : Duration.ofSeconds(1),
            usual.restartCap(),
            usual.failThreshold(),
            usual.resolveAfter(),
            usual.resolveAfterFlapping(),
            usual.unknownAfter(),
            usual.jump(),
            usual.flapOpens(),
            usual.flapWindow(),
            usual.notStarted(),
            usual.pausedPolicy());
    return new ProbeConfig.Numbers(TICK, hurried, LeaseParameters.STANDARD);
  }

  /// When it began to judge: runs due before do not count.
  public Instant began() {
    return began;
  }

  /// When the first alert that the webhook was told of opened; empty before.
  public Optional<Instant> openedAt() {
    return first("open").map(body -> Instant.parse(String.valueOf(body.text("opened_at"))));
  }

  /// With which reasons it opened.
  public List<String> reasons() {
    return first("open").stream()
        .flatMap(body -> body.items("reasons").stream())
        .map(each -> ((Json.Str) each).value())
        .toList();
  }

  private Optional<Json.Obj> first(String event) {
    return bodies("/webhook").filter(body -> event.equals(body.text("event"))).findFirst();
  }

  /// What each pager was told of incidents: no updates, and not that all was well at the start.
  public List<List<String>> told() {
    return List.of(
        incidents(texts("/webhook", "event"), "open"),
        incidents(texts("/pagerduty", "event_action"), "trigger"),
        bodies("/slack").map(_ -> "message").toList());
  }

  /// How many alerts fire at Alertmanager.
  public int firing() {
    return alertmanager.alerts().size();
  }

  /// The keys under which all that was told.
  public Set<String> keys() {
    return Set.copyOf(texts("/webhook", "dedup_key"));
  }

  private static List<String> incidents(List<String> events, String opening) {
    List<String> told = new ArrayList<>();
    for (String event : events) {
      boolean orphan = told.isEmpty() && !event.equals(opening);
      boolean again = !told.isEmpty() && told.getLast().equals(event);
      if (!event.equals("update") && !orphan && !again) {
        told.add(event);
      }
    }
    return told;
  }

  private List<String> texts(String path, String field) {
    return bodies(path).map(body -> String.valueOf(body.text(field))).toList();
  }

  private Stream<Json.Obj> bodies(String path) {
    return pager.requests().stream()
        .filter(request -> request.path().equals(path))
        .map(request -> parsed(request.body()));
  }

  private static Json.Obj parsed(String body) {
    try {
      return (Json.Obj) Json.parse(body);
    } catch (JsonException e) {
      throw new AssertionError(body, e);
    }
  }

  @Override
  public void close() {
    probe.close();
    desk.close();
    observer.close();
    caller.close();
    alertmanager.close();
    pager.close();
  }
}
