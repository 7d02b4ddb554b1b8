package io.runtimeagent.ship.s3.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/// A server on the loopback that keeps what it was asked and answers what a test says, nonsense
/// included.
public final class StubServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Handler handler;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);

  private StubServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  /// Answers requests in the clear.
  public static StubServer start(Handler handler) throws IOException {
    return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), handler);
  }

  /// Answers requests at a socket of one's own, a secured one for example.
  public static StubServer start(ServerSocket socket, Handler handler) {
    var server = new StubServer(socket, handler);
    Thread.ofVirtual().name("stub-server").start(server::accept);
    return server;
  }

  /// A request as it came in.
  public record Asked(String method, String target, Map<String, String> headers, String body) {
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /// What to do with a request whose headers have been read.
  @FunctionalInterface
  public interface Handler {
    Reply reply(Asked request);
  }

  /// How a request is answered.
  public sealed interface Reply {
    /// Whole bytes of an answer, after the request's body has been read.
    record Text(String answer) implements Reply {}

    /// The same, and the end of the connection.
    record LastText(String answer) implements Reply {}

    /// An answer given without reading the body, and the end of the connection.
    record EarlyText(String answer) implements Reply {}

    /// The end of the connection instead of an answer.
    record HangUp() implements Reply {}

    /// No answer at all, until the server ends; `beginning` is sent before.
    record Silence(String beginning) implements Reply {}

    /// Something said before the body is read, and then an empty success.
    record Welcomed(String interim) implements Reply {}

    /// Does not even read the body.
    record Deafness() implements Reply {}
  }

  /// An ordinary answer.
  public static Reply answer(int status, Map<String, String> headers, String body) {
    var text = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    if (!headers.containsKey("Content-Length")) {
      text.append("Content-Length: ").append(length).append("\r\n");
    }
    return new Reply.Text(text + "\r\n" + body);
  }

  public static Reply answer(int status, String body) {
    return answer(status, Map.of(), body);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Everything that was asked, in the order of arrival.
  public List<Asked> asked() {
    return asked;
  }

  /// How many connections are open or were.
  public int connections() {
    return sockets.size();
  }

  /// Ends every connection, as a server does with idle ones.
  public void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        Thread.ofVirtual().name("stub-connection").start(() -> serve(socket));
      }
    } catch (IOException expected) {
      closing.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      boolean more = true;
      while (more) {
        more = serveOne(in, socket.getOutputStream());
      }
    } catch (SocketException | EOFException expected) {
      return;
    } catch (IOException e) {
      asked.add(new Asked("FAILED", e.toString(), Map.of(), ""));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean serveOne(InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    String[] words = HttpHead.line(in).split(" ", 3);
    Map<String, String> headers = headers(in);
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var head = new Asked(words[0], words[1], headers, "");
    Reply reply = handler.reply(head);
    if (reply instanceof Reply.EarlyText(String answer)) {
      asked.add(head);
      say(out, answer);
      return false;
    }
    if (reply instanceof Reply.Deafness) {
      asked.add(head);
      closing.await();
      return false;
    }
    if (reply instanceof Reply.Welcomed(String interim)) {
      say(out, interim);
    }
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    asked.add(new Asked(words[0], words[1], headers, body));
    return finish(reply, out);
  }

  private boolean finish(Reply reply, OutputStream out) throws IOException, InterruptedException {
    switch (reply) {
      case Reply.Text(String answer) -> {
        say(out, answer);
        return true;
      }
      case Reply.Welcomed _ -> {
        say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        return true;
      }
      case Reply.LastText(String answer) -> say(out, answer);
      case Reply.Silence(String beginning) -> {
        say(out, beginning);
        closing.await();
      }
      case Reply.EarlyText _, Reply.Deafness _, Reply.HangUp _ -> {}
    }
    return false;
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    for (String line = HttpHead.line(in); !line.isEmpty(); line = HttpHead.line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return headers;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closing.countDown();
    hangUp();
  }
}
