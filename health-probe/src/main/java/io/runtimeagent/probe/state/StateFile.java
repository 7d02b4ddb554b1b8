package io.runtimeagent.probe.state;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;

/// One JSON object in a file of the state folder, with the version of its format. A reader sees the
/// object as it was or as it is, also after a crash.
public final class StateFile {
  private static final String VERSION = "version";
  private static final long MOST_BYTES = 4 << 20;

  private final Path file;
  private final int version;

  /// `version` is the one that is written and the newest that is read.
  public StateFile(Path folder, String name, int version) {
    this.file = Objects.requireNonNull(folder, "folder").resolve(name);
    this.version = version;
  }

  /// What a look at the file came to.
  public sealed interface Stored {
    record Found(Json.Obj state) implements Stored {}

    record Absent() implements Stored {}

    /// It is torn, empty, too large or of a newer version, and stands beside its place now. `words`
    /// say what was wrong and where it is.
    record SetAside(String words) implements Stored {}
  }

  /// Reads it; what cannot be used is moved aside, for a person or a newer version of the program.
  public Stored read() {
    try {
      if (Files.size(file) > MOST_BYTES) {
        return setAside("it is larger than any state");
      }
      return understood(Files.readString(file));
    } catch (NoSuchFileException _) {
      return new Stored.Absent();
    } catch (IOException e) {
      return setAside("it cannot be read: " + e);
    }
  }

  private Stored understood(String text) {
    if (text.isBlank()) {
      return setAside("it is empty");
    }
    try {
      return Json.parse(text) instanceof Json.Obj state
          ? known(state)
          : setAside("it is no JSON object");
    } catch (JsonException e) {
      return setAside(e.reason());
    }
  }

  private Stored known(Json.Obj state) {
    if (state.get(VERSION) instanceof Json.Num(String written)) {
      return written.matches("[0-9]{1,9}") && Integer.parseInt(written) <= version
          ? new Stored.Found(state)
          : setAside("its version is " + written + ", known is " + version);
    }
    return setAside("it has no version");
  }

  private Stored setAside(String why) {
    Path aside = file.resolveSibling(file.getFileName() + ".set-aside");
    String what = file + " cannot be used, because " + why;
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return new Stored.SetAside(what + ". It is " + aside + " now.");
    } catch (IOException e) {
      return new Stored.SetAside(what + ". It cannot be moved aside either: " + e);
    }
  }

  /// Replaces it; on the disk when this returns.
  public void write(JsonObject state) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "folder");
    Files.createDirectories(folder);
    String text = state.put(VERSION, version).build().compact();
    Path fresh =
        file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try {
      writeThrough(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static void writeThrough(Path fresh, String text) throws IOException {
    var create =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(fresh, create)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
