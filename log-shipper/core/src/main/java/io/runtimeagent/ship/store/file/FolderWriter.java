package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.WatchedContent;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// Puts files in their place: all of one and on disk, or nothing.
///
/// What takes long (copying, reading the log) is done before the lock is taken. Under it stand only
/// the comparison with what was seen and the rename.
final class FolderWriter {
  private final Layout layout;
  private final FolderReader reader;
  private final RecordAttribute records;
  private final InstantSource clock;
  private final FileErrors errors;
  private final Locks locks;

  FolderWriter(Layout layout, RecordAttribute records, InstantSource clock) {
    this.layout = layout;
    this.reader = new FolderReader(layout, records);
    this.records = records;
    this.clock = clock;
    this.errors = new FileErrors(layout);
    this.locks = new Locks(layout.locks());
  }

  WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return written(
        content,
        watched -> {
          Path target = layout.fileOf(key);
          if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new ChangedException(target);
          }
          try (TemporaryFile file = TemporaryFile.in(layout.temporary())) {
            file.write(watched);
            Seen written = complete(file, Optional.of(record));
            return placed(key, written, () -> file.create(target));
          }
        });
  }

  WriteOutcome append(ObjectKey key, Addition addition) {
    return written(
        addition.added(),
        watched -> {
          Path target = layout.fileOf(key);
          String version = addition.base().version();
          try (FileChannel base = reader.open(target, version);
              TemporaryFile file = TemporaryFile.in(layout.temporary())) {
            if (!file.copy(base, addition.base().length())) {
              throw new ChangedException(target);
            }
            file.write(watched);
            Seen written = complete(file, Optional.of(addition.record()));
            return placed(key, written, () -> replace(target, version, file));
          }
        });
  }

  WriteOutcome replace(ObjectKey key, String version, Content content) {
    return written(
        content,
        watched -> {
          Path target = layout.fileOf(key);
          reader.requireVersion(target, version);
          try (TemporaryFile file = TemporaryFile.in(layout.temporary())) {
            file.write(watched);
            Seen written = complete(file, Optional.empty());
            return placed(key, written, () -> replace(target, version, file));
          }
        });
  }

  void delete(ObjectKey key, String version) throws IOException {
    Path target = layout.fileOf(key);
    locks.locked(
        key,
        () -> {
          if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            reader.requireVersion(target, version);
            Files.deleteIfExists(target);
          }
          return target;
        });
  }

  private Seen complete(TemporaryFile file, Optional<ObjectRecord> record) throws IOException {
    record.ifPresent(r -> records.write(file.path(), r));
    file.complete(clock.instant());
    return reader.look(file.path());
  }

  private WriteOutcome placed(ObjectKey key, Seen written, Placing placing) throws IOException {
    Path folder = Folders.of(layout.fileOf(key));
    Folders.make(folder);
    locks.locked(
        key,
        () -> {
          placing.run();
          return written;
        });
    try {
      Folders.sync(folder);
    } catch (IOException e) {
      return new WriteOutcome.Doubtful("The folder was not synced: " + e.getMessage());
    }
    return new WriteOutcome.Committed(written.object());
  }

  /// To be done under the lock.
  private void replace(Path target, String version, TemporaryFile file) throws IOException {
    reader.requireVersion(target, version);
    file.replace(target);
  }

  private WriteOutcome written(Content content, Writing writing) {
    var watched = new WatchedContent(content);
    try {
      return writing.write(watched);
    } catch (IOException e) {
      return watched.outcome(errors.outcome(e));
    }
  }

  /// One write, from its first byte to the directory entry on disk.
  @FunctionalInterface
  private interface Writing {
    WriteOutcome write(WatchedContent content) throws IOException;
  }

  /// The last step of a write.
  @FunctionalInterface
  private interface Placing {
    void run() throws IOException;
  }
}
