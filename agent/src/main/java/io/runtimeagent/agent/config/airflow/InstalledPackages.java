package io.runtimeagent.agent.config.airflow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which Python distributions are installed, read off their metadata without starting Python.
///
/// Reads only what names a distribution that it is asked for, and little of that.
public final class InstalledPackages {
  private static final Pattern METADATA =
      Pattern.compile("(?<name>.+?)-(?<version>\\d[^-]*)(?:-py[0-9.]+)?\\.(?:dist|egg)-info");
  private static final Pattern FIELD =
      Pattern.compile("(?m)^(Name|Version):[ \\t]*([^\\s;]{1,200})");
  private static final Pattern PYTHON = Pattern.compile("python(\\d+\\.\\d+)t?");
  private static final Pattern PROVIDER =
      Pattern.compile(
          "(?:apache_airflow_providers|airflow_provider|astronomer|astro_sdk_python"
              + "|openlineage_airflow)_.+");
  private static final int HEAD_BYTES = 4_096;
  private static final int MOST = 1_000;

  private final List<Path> folders;

  private InstalledPackages(List<Path> folders) {
    this.folders = List.copyOf(folders);
  }

  /// Looks where the environment's Python would, below `root` for the official image's own folder.
  public static InstalledPackages of(Map<String, String> environment, Path root) {
    return new InstalledPackages(PythonFolders.of(environment, root));
  }

  /// The version of one distribution by its normalised name (`apache_airflow_core`); of two
  /// installed ones the first that Python would import.
  public Optional<String> version(String name) {
    return folders.stream()
        .flatMap(folder -> PythonFolders.list(folder, name + "-*.dist-info").stream())
        .map(folder -> METADATA.matcher(folder.getFileName().toString()))
        .filter(metadata -> metadata.matches() && metadata.group("name").equals(name))
        .map(metadata -> metadata.group("version"))
        .findFirst();
  }

  /// The version of Airflow itself.
  public Optional<String> airflow() {
    return version("apache_airflow_core").or(() -> version("apache_airflow"));
  }

  /// The version of Python that Airflow is installed for, to the minor.
  public Optional<String> python() {
    return folders.stream()
        .filter(folder -> !PythonFolders.list(folder, "apache_airflow*-*.dist-info").isEmpty())
        .map(folder -> Optional.ofNullable(folder.getParent()).map(Path::getFileName))
        .flatMap(Optional::stream)
        .map(python -> PYTHON.matcher(python.toString()))
        .filter(Matcher::matches)
        .map(python -> python.group(1))
        .findFirst();
  }

  /// The installed provider packages of Airflow and their versions, by name.
  public SortedMap<String, String> providers() {
    var providers = new TreeMap<String, String>();
    for (Path folder : folders) {
      for (Path metadata : PythonFolders.list(folder, "*{dist,egg}-info")) {
        Distribution found =
            PROVIDER.matcher(normalised(metadata)).matches() ? read(metadata) : null;
        if (found != null && providers.size() < MOST) {
          providers.putIfAbsent(found.name(), found.version());
        }
      }
    }
    return providers;
  }

  private record Distribution(String name, String version) {}

  /// What the metadata says, else what the name of its folder does.
  private static @Nullable Distribution read(Path metadata) {
    var said = new TreeMap<String, String>();
    FIELD
        .matcher(head(metadata))
        .results()
        .forEach(field -> said.putIfAbsent(field.group(1), field.group(2)));
    Matcher name = METADATA.matcher(metadata.getFileName().toString());
    if (name.matches()) {
      said.putIfAbsent("Name", name.group("name"));
      said.putIfAbsent("Version", name.group("version"));
    }
    String version = said.get("Version");
    return version == null
        ? null
        : new Distribution(canonical(said.getOrDefault("Name", "")), version);
  }

  /// The header of the metadata: its fields end at the first empty line.
  private static String head(Path metadata) {
    return Stream.of("METADATA", "PKG-INFO", "")
        .flatMap(file -> begin(metadata.resolve(file)).stream())
        .findFirst()
        .map(begin -> begin.split("\r?\n\r?\n", 2)[0])
        .orElse("");
  }

  private static Optional<String> begin(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String normalised(Path metadata) {
    return canonical(metadata.getFileName().toString()).replace('-', '_');
  }

  private static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }
}
