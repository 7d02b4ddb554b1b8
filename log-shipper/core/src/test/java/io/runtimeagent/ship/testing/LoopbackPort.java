package io.runtimeagent.ship.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/// Picks ports that a server may leave and take again.
///
/// Below the range from which the kernel picks the ports of outgoing connections: otherwise such a
/// connection could take the port while the server is down, or a client could even be connected to
/// itself.
public final class LoopbackPort {
  private static final int FIRST = 18_000;
  private static final int END = 32_000;

  private LoopbackPort() {}

  public static int free() {
    RandomGenerator random = RandomGenerator.getDefault();
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = random.nextInt(FIRST, END);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port between " + FIRST + " and " + END + ".");
  }

  static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(address(port));
      return true;
    } catch (IOException expected) {
      return false;
    }
  }
}
