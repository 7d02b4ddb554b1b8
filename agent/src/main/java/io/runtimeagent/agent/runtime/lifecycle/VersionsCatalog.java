package io.runtimeagent.agent.runtime.lifecycle;

import io.runtimeagent.agent.runtime.lifecycle.VersionListReader.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The embedded table with the operator's file in front of it, which is read again when it has
/// changed. A file that is of no use leaves the embedded table, and says why.
///
/// For one thread at a time.
public final class VersionsCatalog {
  private final @Nullable Path file;
  private final EmbeddedTable table = EmbeddedTable.load();
  private @Nullable Reading last;

  /// `file` is null when there is none.
  public VersionsCatalog(@Nullable Path file) {
    this.file = file;
  }

  /// What is known now. `trouble` is a sentence about the file, if there is something to say.
  public record Knowledge(
      LifecycleCalculator calculator, boolean fileInUse, Optional<String> trouble) {}

  private record Reading(String mark, LocalDate day, Knowledge knowledge) {}

  /// What is known on a day; the file is read only when it or the day is another than last time.
  public Knowledge on(LocalDate today) {
    String mark = file == null ? "" : mark(file);
    Reading reading = last;
    if (reading == null || !reading.mark().equals(mark) || !reading.day().equals(today)) {
      reading = new Reading(mark, today, read(today));
      last = reading;
    }
    return reading.knowledge();
  }

  private Knowledge read(LocalDate today) {
    if (file == null) {
      return embedded(Optional.empty());
    }
    return switch (VersionListReader.read(file, today)) {
      case Outcome.Read(VersionList list) ->
          new Knowledge(new LifecycleCalculator(table, Optional.of(list)), true, Optional.empty());
      case Outcome.Refused(String reason) ->
          embedded(
              Optional.of(
                  "runtime_versions_file %s is not used, the embedded table counts: %s"
                      .formatted(file, reason)));
    };
  }

  private Knowledge embedded(Optional<String> trouble) {
    return new Knowledge(new LifecycleCalculator(table, Optional.empty()), false, trouble);
  }

  /// Changes whenever the file does, or what its links lead to.
  private static String mark(Path file) {
    try {
      var attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.fileKey() + " " + attributes.size() + " " + attributes.lastModifiedTime();
    } catch (IOException e) {
      return e.getClass().getName();
    }
  }
}
