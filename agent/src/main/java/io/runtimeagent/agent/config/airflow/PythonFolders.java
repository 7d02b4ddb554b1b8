package io.runtimeagent.agent.config.airflow;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The folders in which the environment's Python finds what is installed, in about the order in
/// which it does; found without starting it.
final class PythonFolders {
  private static final int MOST = 64;
  private static final int LONGEST_FIRST_LINE = 512;

  private final Set<Path> folders = new LinkedHashSet<>();

  private PythonFolders() {}

  /// `PYTHONPATH`, the virtual environment, the Python of the `airflow` command, what is beside
  /// each folder of `PATH` or behind its links, and the user's folder, that of the official image
  /// below `root` included.
  static List<Path> of(Map<String, String> environment, Path root) {
    var found = new PythonFolders();
    found.folders.addAll(entries(environment, "PYTHONPATH"));
    entries(environment, "VIRTUAL_ENV").forEach(found::installation);
    List<Path> commands = entries(environment, "PATH");
    commands.stream()
        .flatMap(folder -> interpreter(folder.resolve("airflow")).stream())
        .limit(1)
        .forEach(found::program);
    commands.stream().map(Path::getParent).filter(Objects::nonNull).forEach(found::installation);
    commands.stream()
        .flatMap(folder -> Stream.of(folder.resolve("python3"), folder.resolve("python")))
        .filter(Files::isSymbolicLink)
        .forEach(found::program);
    entries(environment, "PYTHONUSERBASE").forEach(found::installation);
    entries(environment, "HOME").forEach(home -> found.installation(home.resolve(".local")));
    found.installation(root.resolve("home/airflow/.local"));
    return found.folders.stream().limit(MOST).toList();
  }

  /// The Python that the script's first line names.
  private static Optional<Path> interpreter(Path script) {
    try (BufferedReader reader = Files.newBufferedReader(script, StandardCharsets.ISO_8859_1)) {
      var begin = new char[LONGEST_FIRST_LINE];
      int length = Math.max(0, reader.read(begin));
      String first = new String(begin, 0, length).lines().findFirst().orElse("");
      return first.startsWith("#!/")
          ? path(first.substring(2).strip().split(" ", 2)[0])
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The installation of a program, and that of the program which it is a link to.
  private void program(Path program) {
    Optional.ofNullable(program.getParent()).map(Path::getParent).ifPresent(this::installation);
    try {
      Path real = program.toRealPath();
      Optional.ofNullable(real.getParent()).map(Path::getParent).ifPresent(this::installation);
    } catch (IOException _) {
      return;
    }
  }

  private void installation(Path base) {
    for (Path python : list(base.resolve("lib"), "python*")) {
      for (String name : List.of("site-packages", "dist-packages")) {
        Path folder = python.resolve(name);
        if (Files.isDirectory(folder)) {
          folders.add(folder);
        }
      }
    }
  }

  private static List<Path> entries(Map<String, String> environment, String name) {
    return Stream.of(environment.getOrDefault(name, "").split(":"))
        .filter(entry -> entry.startsWith("/"))
        .limit(MOST)
        .flatMap(entry -> path(entry).stream())
        .toList();
  }

  private static Optional<Path> path(String entry) {
    try {
      return Optional.of(Path.of(entry));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  /// What is in a folder, sorted; nothing if it cannot be read.
  static List<Path> list(Path folder, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException _) {
      return List.of();
    }
    found.sort(null);
    return found;
  }
}
