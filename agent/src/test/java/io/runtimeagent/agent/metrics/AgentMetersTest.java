package io.runtimeagent.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.runtime.Container;
import io.runtimeagent.agent.runtime.RuntimeWatch;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import io.runtimeagent.probe.event.ProbeEvent;
import io.runtimeagent.probe.heartbeat.ClockChange;
import io.runtimeagent.ship.ShipperStatus;
import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.event.ShipEvent.LossReason;
import io.runtimeagent.ship.event.ShipEvent.UnshippedReason;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentMetersTest {
  private static final LogPath LOG = new LogPath("dag_id=secret/attempt=1.log");
  private static final String P = "runtime_agent_logs_";

  private final AgentMeters meters = new AgentMeters();
  private final ShipMeters ship = new ShipMeters(meters);
  private final ProbeMeters probe = new ProbeMeters(meters);
  private final DeliveryMeters deliveries = new DeliveryMeters(meters, List.of("webhook"));

  AgentMetersTest() {
    meters.start("1.2.3", "abc");
    new ShipGauges(AgentMetersTest::status).register(meters);
    new RuntimeMeters(runtime(Map.of("ASTRONOMER_RUNTIME_VERSION", "9.7.0"))::view)
        .register(meters);
    new ProbeGauges(Probes::status).register(meters);
    new AlertGauges(Probes::desk).register(meters);
  }

  @Test
  void everyName_isPublishedFromTheStart() {
    assertThat(names()).allSatisfy(name -> assertThat(text()).contains("# TYPE " + name + " "));
  }

  @Test
  void everyLabelValue_isThereFromTheStart() {
    for (LossReason reason : LossReason.values()) {
      assertThat(text()).contains(P + "lost_bytes_total{reason=\"" + lower(reason) + "\"} 0.0");
    }
    for (Operation operation : Operation.values()) {
      for (RequestOutcome outcome : RequestOutcome.values()) {
        assertThat(text())
            .contains(
                "{operation=\"%s\",outcome=\"%s\"} 0.0"
                    .formatted(lower(operation), lower(outcome)));
      }
    }
  }

  @Test
  void everyLabelValueOfTheHeartbeat_isThereFromTheStart() {
    assertThat(text())
        .contains("runtime_agent_heartbeat_state{state=\"ok\"} 0.0")
        .contains("runtime_agent_heartbeat_state{state=\"alerting\"} 1.0")
        .contains("runtime_agent_heartbeat_alert_active{reason=\"not_scheduled\"} 1.0")
        .contains("runtime_agent_heartbeat_alert_active{reason=\"observer\"} 0.0")
        .contains("runtime_agent_heartbeat_runs_total{outcome=\"stalled\"} 0.0")
        .contains("runtime_agent_heartbeat_transitions_total{transition=\"resolve\"} 0.0")
        .contains("runtime_agent_heartbeat_observer_errors_total{kind=\"auth\"} 0.0")
        .contains("runtime_agent_heartbeat_leader 1.0")
        .contains("runtime_agent_heartbeat_observer_up 1.0")
        .contains("runtime_agent_alert_deliveries_total{result=\"dead\",sink=\"webhook\"} 0.0")
        .contains("runtime_agent_alert_queue_length{sink=\"webhook\"} 2.0")
        .contains("runtime_agent_deadman_failures_total 0.0");
  }

  @Test
  void eventsOfTheProbe_areCounted() {
    probe.heard(new ProbeEvent.RunCreated(Duration.ofSeconds(3)));
    probe.heard(new ProbeEvent.RunFinished(ProbeEvent.RunOutcome.FAILED));
    probe.heard(new ProbeEvent.ClockChanged(ClockChange.STEPPED_BACK, Instant.EPOCH));
    deliveries.heard(
        new ProbeEvent.DeliveryAttempted("webhook", ProbeEvent.DeliveryResult.RETRY, "no"));
    assertThat(text())
        .contains("runtime_agent_heartbeat_schedule_delay_seconds_bucket{le=\"2.0\"} 0")
        .contains("runtime_agent_heartbeat_schedule_delay_seconds_bucket{le=\"5.0\"} 1")
        .contains("runtime_agent_heartbeat_runs_total{outcome=\"failed\"} 1.0")
        .contains("runtime_agent_clock_jumps_total{direction=\"backward\"} 1.0")
        .contains("runtime_agent_alert_deliveries_total{result=\"retry\",sink=\"webhook\"} 1.0");
  }

  @Test
  void events_areCounted() {
    ship.happened(new ShipEvent.BytesStored(LOG, 100, 250, Duration.ofMillis(2_500)));
    ship.happened(new ShipEvent.ObjectCreated(LOG));
    ship.happened(new ShipEvent.BytesLost(LOG, 7, LossReason.TRUNCATED));
    ship.requested(Operation.APPEND, RequestOutcome.THROTTLED, Duration.ofMillis(30));
    assertThat(text())
        .contains(P + "shipped_bytes_total 100.0\n")
        .contains(P + "sent_bytes_total 250.0\n")
        .contains(P + "stored_objects_total 1.0\n")
        .contains(P + "lost_bytes_total{reason=\"truncated\"} 7.0\n")
        .contains(P + "freshness_seconds_bucket{le=\"2.0\"} 0\n")
        .contains(P + "freshness_seconds_bucket{le=\"3.0\"} 1\n")
        .contains(P + "store_requests_total{operation=\"append\",outcome=\"throttled\"} 1.0\n")
        .contains(P + "store_request_duration_seconds_bucket{kind=\"write\",le=\"0.05\"} 1\n");
  }

  @Test
  void status_isTold() {
    assertThat(text())
        .contains(P + "backlog_bytes 10.0\n")
        .contains(P + "oldest_unshipped_timestamp_seconds 5.0\n")
        .contains(P + "last_progress_timestamp_seconds 0.0\n")
        .contains(P + "unshipped_files{reason=\"symlink\"} 2.0\n")
        .contains(P + "unshipped_files{reason=\"unreadable\"} 0.0\n")
        .contains(P + "store_ignores_conditions 1.0\n")
        .contains("runtime_agent_build_info{java_version=");
  }

  @Test
  void lifecycle_isToldWithTheDatesThatAreKnown() {
    assertThat(text())
        .contains(
            "runtime_agent_image_info{airflow_version=\"\",channel=\"lts\",image_tag=\"\","
                + "python_version=\"\",runtime_version=\"9.7.0\"} 1")
        .contains("runtime_agent_lifecycle_status{status=\"expiring\"} 1.0\n")
        .contains("runtime_agent_lifecycle_status{status=\"maintained\"} 0.0\n")
        .contains("runtime_agent_release_timestamp_seconds 1.6923168E9\n")
        .contains("runtime_agent_end_of_maintenance_timestamp_seconds 1.738368E9\n")
        .contains("runtime_agent_end_of_basic_support_timestamp_seconds 1.769904E9\n")
        .contains("runtime_agent_catalog_timestamp_seconds{source=\"embedded\"} 1.7476992E9\n");
    var unknown = new AgentMeters();
    new RuntimeMeters(runtime(Map.of())::view).register(unknown);
    assertThat(unknown.expose("").text())
        .contains("runtime_agent_lifecycle_status{status=\"unknown\"} 1.0\n")
        .doesNotContain("end_of", "release_timestamp");
  }

  @Test
  void noLog_isNamed() {
    ship.happened(new ShipEvent.BytesStored(LOG, 100, 250, Duration.ZERO));
    assertThat(text()).doesNotContain("secret");
  }

  @Test
  void series_areFew() {
    List<String> series = text().lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(series).hasSizeLessThan(215);
    assertThat(series).filteredOn(s -> s.matches("(process|jvm)_.*")).hasSizeLessThan(40);
  }

  @Test
  void openMetrics_isGivenToWhoAcceptsIt() {
    var exposition = meters.expose("application/openmetrics-text;version=1.0.0,text/plain;q=0.5");
    assertThat(exposition.contentType()).startsWith("application/openmetrics-text");
    assertThat(exposition.text()).endsWith("# EOF\n").contains("runtime_agent_build_info{");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2 | true",
        "text/plain;q=0.3, Application/OpenMetrics-Text ; q=0.3 | true",
        "application/openmetrics-text;q=0.2, text/plain;q=0.5 | false",
        "application/openmetrics-text;q=0 | false",
        "application/openmetrics-text;q=x | false",
        "application/openmetrics-textile | false",
        "*/* | false",
        ";;,q=1,; | false"
      })
  void format_isTheOnePreferred(String accept, boolean openMetrics) {
    assertThat(meters.expose(accept).contentType().startsWith("application/openmetrics-text"))
        .isEqualTo(openMetrics);
  }

  /// What a scrape of everything that there is says.
  String text() {
    return meters.expose("text/plain").text();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static List<String> names() {
    return Arrays.stream(Names.class.getDeclaredFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(
            field -> {
              try {
                return (String) field.get(null);
              } catch (IllegalAccessException e) {
                throw new AssertionError(e);
              }
            })
        .toList();
  }

  private static ShipperStatus status() {
    return new ShipperStatus(
        false,
        true,
        3,
        10,
        1,
        Optional.of(new ShipperStatus.Waiting(LOG, Instant.ofEpochSecond(5), 10)),
        Map.of(UnshippedReason.SYMLINK, 2L),
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        Conditions.IGNORED,
        List.of());
  }

  private static RuntimeWatch runtime(Map<String, String> environment) {
    var everywhere = new HashMap<>(environment);
    everywhere.put("AIRFLOW_HOME", "/nonexistent");
    var input =
        new ConfigInput(
            everywhere,
            Path.of("/nonexistent"),
            (_, source) -> new Reading.Failed(source, "no command"),
            Map.of());
    if (ConfigLoader.load(input) instanceof ConfigOutcome.Valid(AgentConfig config, _, _)) {
      Instant day = Instant.parse("2025-01-15T12:00:00Z");
      return new RuntimeWatch(Container.read(config, input), new VersionsCatalog(null), () -> day);
    }
    throw new AssertionError("The configuration is faulty.");
  }
}
