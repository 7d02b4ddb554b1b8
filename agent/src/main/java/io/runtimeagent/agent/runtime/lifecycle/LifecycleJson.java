package io.runtimeagent.agent.runtime.lifecycle;

import io.runtimeagent.agent.json.Json;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of the runtime record, always all of them; null is not known, or not meant here.
public final class LifecycleJson {
  private LifecycleJson() {}

  /// What only the running container knows of itself.
  public record Container(
      @Nullable String imageTag,
      @Nullable String imageRef,
      @Nullable String airflowVersion,
      @Nullable String pythonVersion,
      @Nullable String os,
      @Nullable String arch) {}

  /// A version by itself: of Airflow and Python it tells what its images bring.
  public static Map<String, Json> of(Lifecycle lifecycle) {
    ExpectedImage image = lifecycle.image();
    return of(
        lifecycle,
        new Container(null, null, image.airflowVersion(), image.pythonVersion(), null, null));
  }

  /// A version in its container.
  public static Map<String, Json> of(Lifecycle lifecycle, Container container) {
    Map<String, Json> fields = new LinkedHashMap<>();
    RuntimeVersion version = lifecycle.tag().version();
    fields.put("runtime_version", text(version == null ? null : version.text()));
    fields.put("image_tag", text(container.imageTag()));
    fields.put("image_ref", text(container.imageRef()));
    fields.put("line", text(version == null ? null : version.line().label()));
    fields.put("variants", Json.texts(lifecycle.tag().variants()));
    fields.put("airflow_version", text(container.airflowVersion()));
    fields.put("python_version", text(container.pythonVersion()));
    fields.put("os", text(container.os()));
    fields.put("arch", text(container.arch()));
    life(fields, lifecycle);
    return fields;
  }

  private static void life(Map<String, Json> fields, Lifecycle lifecycle) {
    LifecycleDates dates = lifecycle.dates();
    Lifecycle.Source source = lifecycle.origin().source();
    fields.put("channel", text(lifecycle.channel()));
    fields.put("release_date", day(dates.released()));
    fields.put("end_of_maintenance", day(dates.maintainedUntil()));
    fields.put("end_of_basic_support", day(dates.basicSupportUntil()));
    fields.put("status", Json.of(lifecycle.status().label()));
    fields.put(
        "days_left",
        lifecycle.daysLeft().isPresent()
            ? Json.of(lifecycle.daysLeft().getAsLong())
            : new Json.Null());
    fields.put("latest_patch", flag(lifecycle.latestPatch()));
    fields.put("yanked", flag(lifecycle.withdrawal().yanked()));
    fields.put("yanked_reason", text(lifecycle.withdrawal().reason()));
    fields.put("source", text(source == null ? null : source.name().toLowerCase(Locale.ROOT)));
    fields.put("table_date", day(lifecycle.origin().tableDate()));
  }

  static Json text(@Nullable String text) {
    return text == null ? new Json.Null() : Json.of(text);
  }

  private static Json day(@Nullable LocalDate day) {
    return text(day == null ? null : day.toString());
  }

  private static Json flag(@Nullable Boolean flag) {
    return flag == null ? new Json.Null() : new Json.Bool(flag);
  }
}
