package io.runtimeagent.agent.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.runtimeagent.agent.runtime.Container;
import io.runtimeagent.agent.runtime.RuntimeView;
import io.runtimeagent.agent.runtime.lifecycle.Lifecycle;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is running, as figures of one moment. A date that is not known has no series.
public final class RuntimeMeters implements MultiCollector {
  private final Supplier<RuntimeView> view;

  public RuntimeMeters(Supplier<RuntimeView> view) {
    this.view = view;
  }

  public void register(AgentMeters meters) {
    meters.registry().getPrometheusRegistry().register(this);
  }

  @Override
  public MetricSnapshots collect() {
    RuntimeView now = view.get();
    Lifecycle life = now.lifecycle();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(image(now));
    all.add(status(life.status()));
    time(
            Names.RELEASE,
            "Release of the running version, midnight UTC.",
            day(life.dates().released()))
        .ifPresent(all::add);
    time(
            Names.END_OF_MAINTENANCE,
            "First instant after the maintenance of the running version.",
            life.endOfMaintenance())
        .ifPresent(all::add);
    time(
            Names.END_OF_BASIC_SUPPORT,
            "First instant after the basic support of the running version.",
            life.endOfBasicSupport())
        .ifPresent(all::add);
    catalog(now).ifPresent(all::add);
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot image(RuntimeView now) {
    Container container = now.container();
    String channel = now.lifecycle().channel();
    return InfoSnapshot.builder()
        .name(Names.IMAGE_INFO.replaceFirst("_info$", ""))
        .help("Running image; a label is empty where its fact is not known.")
        .dataPoint(
            InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of(
                        "image_tag", container.imageTag().orElse(""),
                        "runtime_version", container.runtimeVersionText().orElse(""),
                        "airflow_version", container.airflowVersion().orElse(""),
                        "python_version", container.pythonVersionText().orElse(""),
                        "channel", channel == null ? "" : channel))
                .build())
        .build();
  }

  private static MetricSnapshot status(LifecycleStatus now) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name(Names.LIFECYCLE_STATUS)
            .help("1 for the state of the running version of Runtime, 0 for the others.");
    for (LifecycleStatus status : LifecycleStatus.values()) {
      gauge.dataPoint(point(status == now ? 1 : 0, Labels.of("status", status.label())));
    }
    return gauge.build();
  }

  private static Optional<MetricSnapshot> time(String name, String help, Optional<Instant> time) {
    return time.map(
        instant ->
            GaugeSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(point((double) instant.getEpochSecond(), Labels.EMPTY))
                .build());
  }

  /// Of which day the table is that is asked first.
  private static Optional<MetricSnapshot> catalog(RuntimeView now) {
    String source = now.knowledge().fileInUse() ? "file" : "embedded";
    return day(now.lifecycle().origin().tableDate())
        .map(
            date ->
                GaugeSnapshot.builder()
                    .name(Names.CATALOG)
                    .help("Newest release in the table of versions in use, midnight UTC.")
                    .dataPoint(point((double) date.getEpochSecond(), Labels.of("source", source)))
                    .build());
  }

  private static GaugeDataPointSnapshot point(double value, Labels labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels).build();
  }

  private static Optional<Instant> day(@Nullable LocalDate day) {
    return Optional.ofNullable(day).map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
