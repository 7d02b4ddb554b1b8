package io.runtimeagent.ship.store.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.Samples;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;

/// A process that numbers its lines in an object until it has written as many as it was told. It
/// knows nothing but what stands in the object, so it may be killed and started again.
final class Appender {
  private final FolderStore store;
  private final ObjectKey key;
  private final String name;

  private Appender(Path folder, String key, String name) {
    this.store =
        new FolderStore(folder, ".runtime-agent/", InstantSource.system(), RequestListener.NOOP);
    this.key = new ObjectKey(key);
    this.name = name;
  }

  /// Folder, key, name, number of lines.
  public static void main(String[] arguments) {
    var appender = new Appender(Path.of(arguments[0]), arguments[1], arguments[2]);
    int lines = Integer.parseInt(arguments[3]);
    while (appender.step() < lines) {
      Thread.onSpinWait();
    }
  }

  /// Answers how many lines of its own it has seen stored.
  private int step() {
    switch (store.inspect(key)) {
      case Inspection.Absent() -> {
        byte[] line = line(0);
        store.create(key, Content.of(line), Samples.record(line));
      }
      case Inspection.Present(StoredObject object) -> {
        return append(object);
      }
      case Inspection.PerhapsAbsent(_), Inspection.Failed(_) ->
          throw new IllegalStateException("The folder does not answer.");
    }
    return 0;
  }

  private int append(StoredObject object) {
    byte[] stored;
    try (InputStream in = store.read(key, object.version(), 0)) {
      stored = in.readAllBytes();
    } catch (StoreException expected) {
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    int written =
        (int) new String(stored, US_ASCII).lines().filter(l -> l.startsWith(name + " ")).count();
    store.append(key, Samples.withoutWhole(object, stored, line(written)));
    return written;
  }

  private byte[] line(int number) {
    return "%s %d %s%n".formatted(name, number, "x".repeat(number % 50)).getBytes(US_ASCII);
  }
}
