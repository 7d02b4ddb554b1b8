package io.runtimeagent.ship.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.testing.GcsServer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A bucket of its own on a shared server, and requests to it that share no code with the store.
final class GcsBucket {
  private static final byte[] NOTHING = {};

  private final GcsServer server;
  private final String name = "logs-" + UUID.randomUUID();

  GcsBucket(GcsServer server) {
    this.server = server;
    server.createBucket(name);
  }

  GcsSettings settings() {
    return settings(server.endpoint());
  }

  private GcsSettings settings(URI endpoint) {
    return new GcsSettings(
        name,
        "base/",
        Optional.of(endpoint),
        Optional.empty(),
        GcsAccess.of(new GcsCredentials.Anonymous()));
  }

  GcsStore open() {
    return open(RequestListener.NOOP, InstantSource.system());
  }

  GcsStore open(RequestListener listener, InstantSource clock) {
    return new GcsStore(settings(), GcsPatience.DEFAULT, listener, clock);
  }

  /// The bucket as it is seen through a proxy, by somebody who does not wait for long.
  GcsStore openAt(URI endpoint) {
    return new GcsStore(
        settings(endpoint), StubGcs.HASTE, RequestListener.NOOP, InstantSource.system());
  }

  /// An upload as anybody else makes it.
  void put(ObjectKey key, byte[] content, Map<String, String> metadata) {
    var object = new JsonObject();
    object.addProperty("name", key.value());
    var pairs = new JsonObject();
    metadata.forEach(pairs::addProperty);
    object.add("metadata", pairs);
    var body = new ByteArrayOutputStream();
    body.writeBytes("--part\r\nContent-Type: application/json\r\n\r\n".getBytes(UTF_8));
    body.writeBytes(object.toString().getBytes(UTF_8));
    body.writeBytes("\r\n--part\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n--part--\r\n".getBytes(UTF_8));
    var type = Map.of("Content-Type", "multipart/related; boundary=part");
    String path = "/upload/storage/v1/b/" + name + "/o?uploadType=multipart";
    assertThat(server.send("POST", path, type, body.toByteArray()).statusCode()).isEqualTo(200);
  }

  byte[] content(ObjectKey key) {
    return get(key, "?alt=media").body();
  }

  /// The description of an object.
  JsonObject object(ObjectKey key) {
    return JsonParser.parseString(new String(get(key, "").body(), UTF_8)).getAsJsonObject();
  }

  private HttpResponse<byte[]> get(ObjectKey key, String query) {
    String object = URLEncoder.encode(key.value(), UTF_8).replace("+", "%20");
    String path = "/storage/v1/b/" + name + "/o/" + object + query;
    HttpResponse<byte[]> response = server.send("GET", path, Map.of(), NOTHING);
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }
}
