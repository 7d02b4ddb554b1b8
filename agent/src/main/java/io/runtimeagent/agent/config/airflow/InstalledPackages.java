package io.runtimeagent.agent.config.airflow;

import java.io.IOException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which Python distributions are installed, read off the names of their metadata folders without
/// starting Python.
public final class InstalledPackages {
  private static final Pattern METADATA =
      Pattern.compile("(?<name>.+)-(?<version>\\d[^-]*)\\.dist-info");

  private final List<Path> folders;

  private InstalledPackages(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /// Looks where the environment's Python would: `PYTHONPATH`, the virtual environment, beside each
  /// folder of `PATH`, and the official image's user folder below `root`.
  public static InstalledPackages of(Map<String, String> environment, Path root) {
    Set<Path> folders = new LinkedHashSet<>();
    entries(environment, "PYTHONPATH").forEach(folders::add);
    entries(environment, "VIRTUAL_ENV").forEach(base -> folders.addAll(sitePackages(base)));
    entries(environment, "PATH")
        .map(Path::getParent)
        .filter(Objects::nonNull)
        .forEach(base -> folders.addAll(sitePackages(base)));
    folders.addAll(sitePackages(root.resolve("home/airflow/.local")));
    return new InstalledPackages(new ArrayList<>(folders));
  }

  private static Stream<Path> entries(Map<String, String> environment, String name) {
    return Stream.of(environment.getOrDefault(name, "").split(":"))
        .filter(entry -> entry.startsWith("/"))
        .flatMap(InstalledPackages::path);
  }

  private static Stream<Path> path(String entry) {
    try {
      return Stream.of(Path.of(entry));
    } catch (InvalidPathException _) {
      return Stream.empty();
    }
  }

  private static List<Path> sitePackages(Path base) {
    return list(base.resolve("lib"), "python*").stream()
        .map(python -> python.resolve("site-packages"))
        .toList();
  }

  /// The version of one distribution by its normalised name (`apache_airflow_core`); of two
  /// installed ones the first that Python would import.
  public Optional<String> version(String name) {
    return folders.stream()
        .flatMap(folder -> list(folder, name + "-*.dist-info").stream())
        .map(folder -> METADATA.matcher(folder.getFileName().toString()))
        .filter(metadata -> metadata.matches() && metadata.group("name").equals(name))
        .map(metadata -> metadata.group("version"))
        .findFirst();
  }

  /// The version of Airflow itself.
  public Optional<String> airflow() {
    return version("apache_airflow_core").or(() -> version("apache_airflow"));
  }

  private static List<Path> list(Path folder, String glob) {
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
