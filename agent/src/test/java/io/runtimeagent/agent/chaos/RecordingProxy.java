package io.runtimeagent.agent.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// A proxy that wants a login, remembers where it was asked to go, and then goes nowhere.
final class RecordingProxy implements AutoCloseable {
  private static final String LOGIN = "user:p@ss";

  private final ServerSocket socket;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private RecordingProxy(ServerSocket socket) {
    this.socket = socket;
  }

  static RecordingProxy start() throws IOException {
    var proxy = new RecordingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().name("proxy").start(proxy::run);
    return proxy;
  }

  String url() {
    return "http://user:p%40ss@127.0.0.1:" + socket.getLocalPort();
  }

  /// The request lines of those who logged in.
  List<String> asked() {
    return asked;
  }

  private void run() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
        client.getOutputStream().write(answer(head).getBytes(ISO_8859_1));
      }
    } catch (IOException e) {
      // Whoever was here is gone, which is all that there is to know.
      return;
    }
  }

  private String answer(List<String> head) {
    String login = Base64.getEncoder().encodeToString(LOGIN.getBytes(ISO_8859_1));
    boolean known =
        head.stream()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("proxy-authorization:"))
            .anyMatch(line -> line.endsWith(" Basic " + login));
    if (!known) {
      return answer("407 Who are you?", "Proxy-Authenticate: Basic realm=\"x\"\r\n");
    }
    asked.add(head.getFirst());
    return answer("502 No way", "");
  }

  private static String answer(String status, String headers) {
    return "HTTP/1.1 %s\r\n%sContent-Length: 0\r\n\r\n".formatted(status, headers);
  }

  private static List<String> head(BufferedReader in) throws IOException {
    var lines = new ArrayList<String>();
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
