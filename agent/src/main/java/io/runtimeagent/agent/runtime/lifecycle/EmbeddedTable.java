package io.runtimeagent.agent.runtime.lifecycle;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What this build knows by itself: the rows of Astronomer's lifecycle documents, most of them for
/// a whole major version, and what the images are made of.
public final class EmbeddedTable {

  /// What one row says.
  record Row(String channel, LifecycleDates dates) {}

  private record Range(RuntimeVersion from, RuntimeVersion to) {
    boolean contains(RuntimeVersion version) {
      return version.compareTo(from) >= 0 && version.compareTo(to) <= 0;
    }
  }

  private record Image(ExpectedImage expected, Optional<RuntimeVersion> arm64From) {}

  private final Map<String, Row> rows = new HashMap<>();
  private final List<Range> yanked;
  private final Map<String, Image> images = new HashMap<>();

  private EmbeddedTable(Json json) {
    for (TableJson row : TableJson.rows(json, "lifecycle")) {
      rows.put(row.text("runtime"), row(row));
    }
    yanked =
        TableJson.rows(json, "yanked").stream()
            .map(range -> new Range(version(range.text("from")), version(range.text("to"))))
            .toList();
    for (TableJson image : TableJson.rows(json, "images")) {
      images.put(image.text("line") + " " + image.text("runtime"), image(image));
    }
  }

  /// Of this build.
  public static EmbeddedTable load() {
    try (InputStream in =
        Objects.requireNonNull(EmbeddedTable.class.getResourceAsStream("versions.json"))) {
      return new EmbeddedTable(
          JsonText.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("versions.json cannot be read.", e);
    } catch (JsonException e) {
      throw new IllegalStateException("versions.json is no JSON.", e);
    }
  }

  /// The row that says most of a version: that of its `major.minor` before that of its major. All
  /// rows are of the legacy line.
  Optional<Row> find(RuntimeVersion version) {
    return version.line() == Line.V3
        ? Optional.empty()
        : Stream.of(2, 1)
            .map(count -> rows.get(version.beginning(count)))
            .filter(Objects::nonNull)
            .findFirst();
  }

  boolean isYanked(RuntimeVersion version) {
    return version.line() == Line.LEGACY
        && !version.isPrerelease()
        && yanked.stream().anyMatch(range -> range.contains(version));
  }

  /// What the images of a version are made of, as far as it is known.
  ExpectedImage image(RuntimeVersion version) {
    String key =
        switch (version.line()) {
          case V3 -> "V3 " + version.beginning(2);
          case LEGACY, FLOATING -> "legacy " + version.beginning(1);
        };
    Image image = images.get(key);
    if (image == null) {
      return ExpectedImage.UNKNOWN;
    }
    boolean tooEarly = image.arm64From().filter(from -> version.compareTo(from) < 0).isPresent();
    return tooEarly && version.line() == Line.LEGACY ? amd64(image.expected()) : image.expected();
  }

  /// The day of the newest release that it lists.
  LocalDate date() {
    return rows.values().stream()
        .map(row -> Objects.requireNonNull(row.dates().released()))
        .max(LocalDate::compareTo)
        .orElseThrow();
  }

  private static ExpectedImage amd64(ExpectedImage image) {
    return new ExpectedImage(
        image.airflowVersion(),
        image.pythonVersion(),
        image.pythons(),
        image.systems(),
        List.of("amd64"));
  }

  private static Row row(TableJson row) {
    var dates =
        new LifecycleDates(
            row.day("released"), row.day("maintained_until"), row.day("basic_support_until"));
    return new Row(row.text("channel"), dates);
  }

  private static Image image(TableJson image) {
    var expected =
        new ExpectedImage(
            image.text("airflow"),
            image.find("python").orElse(null),
            image.texts("pythons"),
            image.texts("systems"),
            image.texts("architectures"));
    return new Image(expected, image.find("arm64_from").map(EmbeddedTable::version));
  }

  private static RuntimeVersion version(String text) {
    return Objects.requireNonNull(RuntimeTag.parse(text).version(), text);
  }
}
