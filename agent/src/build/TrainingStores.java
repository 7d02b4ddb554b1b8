import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// Stores that the rehearsal for the class cache writes to: they keep what they are given, and know
/// only as much of S3 and Google Cloud Storage as an agent meets on a good day.
final class TrainingStores {
  private record Stored(byte[] bytes, String record, long version) {}

  private final Map<String, Stored> objects = new ConcurrentHashMap<>();
  private final AtomicLong versions = new AtomicLong(1);

  public static void main(String[] arguments) throws IOException {
    var stores = new TrainingStores();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/s3/", stores::s3);
    server.createContext("/gcs/", stores::gcs);
    server.start();
    System.out.println(server.getAddress().getPort());
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      System.out.println(free.getLocalPort());
    }
  }

  private void s3(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String key = exchange.getRequestURI().getRawPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        String record = exchange.getRequestHeaders().getFirst("x-amz-meta-runtimeagent");
        Stored stored = put(key, body, record);
        exchange.getResponseHeaders().set("ETag", "\"" + stored.version + "\"");
        answer(exchange, 200, "", "application/xml");
      }
      case "HEAD", "GET" -> {
        if (query.contains("list-type")) {
          answer(
              exchange,
              200,
              "<?xml"
                  + " version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>",
              "application/xml");
        } else if (query.contains("uploads")) {
          answer(
              exchange,
              200,
              "<?xml"
                  + " version=\"1.0\"?><ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>",
              "application/xml");
        } else {
          s3Object(exchange, objects.get(key));
        }
      }
      default -> {
        objects.remove(key);
        answer(exchange, 204, "", "application/xml");
      }
    }
  }

  private static void s3Object(HttpExchange exchange, Stored stored) throws IOException {
    if (stored == null) {
      answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>", "application/xml");
      return;
    }
    exchange.getResponseHeaders().set("ETag", "\"" + stored.version + "\"");
    if (stored.record != null) {
      exchange.getResponseHeaders().set("x-amz-meta-runtimeagent", stored.record);
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(stored.bytes.length));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    } else {
      answer(exchange, 200, stored.bytes, "text/plain");
    }
  }

  private void gcs(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getRawPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    if (exchange.getRequestMethod().equals("POST") && path.contains("/upload/")) {
      String text = new String(body, StandardCharsets.ISO_8859_1);
      String name = text.replaceAll("(?s).*?\"name\"\\s*:\\s*\"([^\"]*)\".*", "$1");
      answer(exchange, 200, resource(name, put("gcs " + name, body, null)), "application/json");
    } else if (exchange.getRequestMethod().equals("GET") && path.endsWith("/o")) {
      answer(exchange, 200, "{\"kind\":\"storage#objects\"}", "application/json");
    } else if (exchange.getRequestMethod().equals("DELETE")) {
      answer(exchange, 204, "", "application/json");
    } else {
      answer(
          exchange,
          404,
          "{\"error\":{\"code\":404,\"message\":\"" + query.length() + "\"}}",
          "application/json");
    }
  }

  private static String resource(String name, Stored stored) {
    return """
    {"kind":"storage#object","name":"%s","bucket":"bucket","generation":"%d","metageneration":"1","size":"%d"}
    """
        .formatted(name, stored.version, stored.bytes.length);
  }

  private Stored put(String key, byte[] body, String record) {
    var stored = new Stored(body, record, versions.incrementAndGet());
    objects.put(key, stored);
    return stored;
  }

  private static void answer(HttpExchange exchange, int status, String body, String type)
      throws IOException {
    answer(exchange, status, body.getBytes(StandardCharsets.UTF_8), type);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body, String type)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, empty ? -1 : body.length);
    if (!empty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
