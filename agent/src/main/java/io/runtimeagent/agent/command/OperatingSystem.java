package io.runtimeagent.agent.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which operating system the container is made of.
final class OperatingSystem {
  private static final String PRETTY = "PRETTY_NAME=";

  private OperatingSystem() {}

  /// As `/etc/os-release` says it, else as Java does.
  static String name() {
    try {
      return Files.readAllLines(Path.of("/etc/os-release")).stream()
          .filter(line -> line.startsWith(PRETTY))
          .map(line -> line.substring(PRETTY.length()).replace("\"", ""))
          .findFirst()
          .orElseGet(OperatingSystem::ofJava);
    } catch (IOException e) {
      return ofJava();
    }
  }

  private static String ofJava() {
    return System.getProperty("os.name") + " " + System.getProperty("os.version");
  }
}
