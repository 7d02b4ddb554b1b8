package io.runtimeagent.agent.runtime.lifecycle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads a file of the form of `https://updates.astronomer.io/astronomer-runtime`, bounded in every
/// direction: it streams, because a tree of the largest file would not fit into the agent's heap.
///
/// No field is relied on: what is missing or of another kind is not known.
final class VersionListReader {
  static final long MOST_BYTES = 8L << 20;
  private static final int MOST_VERSIONS = 10_000;
  private static final int LONGEST_TEXT = 300;
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Map<RuntimeVersion, ListedVersion> versions = new HashMap<>();

  /// What came of a file.
  sealed interface Outcome {
    record Read(VersionList list) implements Outcome {}

    /// `reason` is a sentence about the file.
    record Refused(String reason) implements Outcome {}
  }

  /// The file's versions, if `today` knows any of them.
  static Outcome read(Path file, LocalDate today) {
    try {
      if (!Files.isRegularFile(file)) {
        return new Outcome.Refused(Files.exists(file) ? "It is no file." : "It is not there.");
      }
      long bytes = Files.size(file);
      return bytes == 0 || bytes >= MOST_BYTES
          ? new Outcome.Refused(bytes == 0 ? "It is empty." : "It has 8 MiB or more.")
          : judge(list(file), today);
    } catch (JsonProcessingException e) {
      return new Outcome.Refused("It is no such JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return new Outcome.Refused("It cannot be read: " + e);
    }
  }

  private static Outcome judge(VersionList list, LocalDate today) {
    if (list.size() == 0) {
      return new Outcome.Refused("It lists no versions.");
    }
    if (list.size() > MOST_VERSIONS) {
      return new Outcome.Refused("It lists more than " + MOST_VERSIONS + " versions.");
    }
    return list.knowsAnythingOn(today)
        ? new Outcome.Read(list)
        : new Outcome.Refused("It is from the future: nothing in it has been released yet.");
  }

  private static VersionList list(Path file) throws IOException {
    var reader = new VersionListReader();
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = FACTORY.createParser(in)) {
      reader.document(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the document");
      }
    }
    return new VersionList(reader.versions);
  }

  private void document(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      if (object && name.equals("runtimeVersions")) {
        versions(parser, Line.LEGACY);
      } else if (object && name.equals("runtimeVersionsV3")) {
        versions(parser, Line.V3);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void versions(JsonParser parser, Line line) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      RuntimeVersion version = RuntimeTag.parse(parser.currentName()).version();
      parser.nextToken();
      ListedVersion listed = listed(parser);
      if (version != null && version.line() == line && versions.size() <= MOST_VERSIONS) {
        versions.put(version, listed);
      }
    }
  }

  private static ListedVersion listed(JsonParser parser) throws IOException {
    Map<String, String> metadata = Map.of();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return listed(metadata);
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("metadata")) {
        metadata = scalars(parser);
      } else {
        parser.skipChildren();
      }
    }
    return listed(metadata);
  }

  private static Map<String, String> scalars(JsonParser parser) throws IOException {
    Map<String, String> scalars = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (parser.nextToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
        scalars.put(name, shortened(parser.getText()));
      } else {
        parser.skipChildren();
      }
    }
    return scalars;
  }

  private static ListedVersion listed(Map<String, String> metadata) {
    LocalDate end =
        Stream.of("endOfMaintenance", "endOfSupport")
            .flatMap(name -> Stream.ofNullable(day(metadata.get(name))))
            .findFirst()
            .orElse(null);
    var dates =
        new LifecycleDates(
            day(metadata.get("releaseDate")), end, day(metadata.get("endOfBasicSupport")));
    return new ListedVersion(
        filled(metadata.get("channel")),
        dates,
        filled(metadata.get("airflowVersion")),
        filled(metadata.get("defaultPythonVersion")),
        new ListedVersion.Withdrawal(
            flag(metadata.get("yanked")), filled(metadata.get("yankedReason"))));
  }

  private static @Nullable Boolean flag(@Nullable String text) {
    return text == null ? null : Boolean.valueOf(text);
  }

  private static @Nullable String filled(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// A day, also from a point in time that begins with it.
  private static @Nullable LocalDate day(@Nullable String text) {
    if (text == null || text.length() < 10) {
      return null;
    }
    try {
      return LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
