package io.runtimeagent.agent.probe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The name of this host or container, which a restart keeps.
final class Host {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private Host() {}

  /// From the kernel where it says it, since asking the network may take long.
  static String name() {
    try {
      return Files.readString(KERNEL).strip();
    } catch (IOException _) {
      return byNetwork();
    }
  }

  private static String byNetwork() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
