package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreTraits;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A folder as an object store (`file:///`): each object is the file whose path below the folder is
/// its key, and every write puts another file in its place, whole and on disk.
///
/// Writers, in whatever processes, take turns by lock files in the folder; there should be one
/// `FolderStore` per folder and process. The record is an extended attribute of the file. The
/// folder and all below it are made when they are missing; symbolic links below it are not
/// followed.
public final class FolderStore implements ObjectStore {
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);

  private final FolderReader reader;
  private final FolderWriter writer;
  private final Layout layout;
  private final InstantSource clock;
  private final FileErrors errors;
  private final RequestListener listener;

  /// `helperPrefix` ends with `/`; temporary and lock files go below it.
  public FolderStore(
      Path folder, String helperPrefix, InstantSource clock, RequestListener listener) {
    this(
        new Layout(folder.toAbsolutePath().normalize(), helperPrefix),
        RecordAttribute.EXTENDED,
        clock,
        listener);
  }

  FolderStore(
      Layout layout, RecordAttribute records, InstantSource clock, RequestListener listener) {
    this.layout = layout;
    this.clock = clock;
    this.reader = new FolderReader(layout, records);
    this.writer = new FolderWriter(layout, records, clock);
    this.errors = new FileErrors(layout);
    this.listener = listener;
  }

  /// Additions send nothing over a network, so there is no length from which they cost less.
  @Override
  public StoreTraits traits() {
    return new StoreTraits(0, Duration.ZERO, false);
  }

  @Override
  public Inspection inspect(ObjectKey key) {
    long start = System.nanoTime();
    Inspection inspection = inspected(key);
    RequestOutcome outcome =
        inspection instanceof Inspection.Failed(var failure)
            ? RequestOutcome.of(failure)
            : RequestOutcome.OK;
    tell(Operation.INSPECT, outcome, start);
    return inspection;
  }

  private Inspection inspected(ObjectKey key) {
    try {
      return reader
          .look(key)
          .<Inspection>map(seen -> new Inspection.Present(seen.object()))
          .orElseGet(Inspection.Absent::new);
    } catch (IOException e) {
      return new Inspection.Failed(errors.failure(e));
    }
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return writing(Operation.CREATE, () -> writer.create(key, content, record));
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    return writing(Operation.APPEND, () -> writer.append(key, addition));
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    return writing(Operation.REWRITE, () -> writer.replace(key, version, content));
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    return asking(Operation.READ, () -> reader.open(key, version, offset));
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    asking(
        Operation.LIST,
        () -> {
          reader.list(prefix, sink);
          return Optional.empty();
        });
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    asking(
        Operation.DELETE,
        () -> {
          writer.delete(key, version);
          return Optional.empty();
        });
  }

  /// Temporary files have no prefix of their own, so all are looked at.
  @Override
  public int sweep(String prefix) throws StoreException {
    return asking(
        Operation.LIST,
        () -> Folders.sweep(layout.temporary(), clock.instant().minus(LEFT_BEHIND)));
  }

  @Override
  public void close() {}

  private WriteOutcome writing(Operation operation, Supplier<WriteOutcome> write) {
    long start = System.nanoTime();
    WriteOutcome outcome = write.get();
    tell(operation, RequestOutcome.of(outcome), start);
    return outcome;
  }

  private <T> T asking(Operation operation, Locks.Guarded<T> question) throws StoreException {
    long start = System.nanoTime();
    try {
      T answer = question.run();
      tell(operation, RequestOutcome.OK, start);
      return answer;
    } catch (IOException e) {
      StoreException failure = errors.exception(e);
      tell(operation, RequestOutcome.of(failure.failure()), start);
      throw failure;
    }
  }

  private void tell(Operation operation, RequestOutcome outcome, long start) {
    listener.requested(operation, outcome, Duration.ofNanos(System.nanoTime() - start));
  }
}
