package io.runtimeagent.agent.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Which operating system the container is made of, as `/etc/os-release` says it: the name for
/// people, and the short name and version by which tables know it.
record OperatingSystem(String name, String id, String version) {

  static OperatingSystem read(Path root) {
    Map<String, String> said = fields(root);
    String java = System.getProperty("os.name") + " " + System.getProperty("os.version");
    return new OperatingSystem(
        said.getOrDefault("PRETTY_NAME", said.getOrDefault("NAME", java)),
        said.getOrDefault("ID", "").toLowerCase(Locale.ROOT),
        said.getOrDefault("VERSION_ID", ""));
  }

  /// The architecture in the words of image registries.
  static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      case String other -> other;
    };
  }

  /// `Debian 12`, `UBI 9`: the family and the major version; Red Hat's base images call themselves
  /// by the name of the whole system.
  String family() {
    String major = version.split("\\.", 2)[0];
    return switch (id) {
      case "debian" -> "Debian " + major;
      case "rhel" -> "UBI " + major;
      default -> name;
    };
  }

  private static Map<String, String> fields(Path root) {
    Map<String, String> fields = new HashMap<>();
    for (String file : new String[] {"etc/os-release", "usr/lib/os-release"}) {
      try {
        for (String line : Files.readAllLines(root.resolve(file))) {
          int equals = line.indexOf('=');
          if (equals > 0) {
            fields.putIfAbsent(
                line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
          }
        }
        return fields;
      } catch (IOException _) {
        fields.clear();
      }
    }
    return fields;
  }

  private static String unquoted(String value) {
    return value.replaceAll("^([\"'])(.*)\\1$", "$2");
  }
}
