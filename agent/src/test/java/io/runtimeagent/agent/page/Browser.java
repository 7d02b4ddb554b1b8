package io.runtimeagent.agent.page;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.ship.testing.Await;
import io.runtimeagent.ship.testing.LoopbackPort;
import io.runtimeagent.ship.testing.ServerProcess;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Chromium without a window, over the WebDriver protocol of the W3C.
public final class Browser implements AutoCloseable {
  private static final String CAPABILITIES =
      """
      {"capabilities": {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions":
        {"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]}}}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerProcess driver;
  private final String session;

  private Browser(ServerProcess driver, String base) throws IOException {
    this.driver = driver;
    this.session =
        base + "/session/" + text(members(post(base + "/session", CAPABILITIES)), "sessionId");
  }

  public static Browser start() throws IOException {
    int port = LoopbackPort.free();
    ServerProcess driver =
        ServerProcess.start(
            List.of(ServerTools.executable("chromium").toString(), "--port=" + port),
            Map.of(),
            ServerTools.outputFile("chromedriver.log"));
    String base = "http://127.0.0.1:" + port;
    Await.until(Duration.ofSeconds(30), "chromedriver", () -> answers(base));
    return new Browser(driver, base);
  }

  public void open(String url) throws IOException {
    post(session + "/url", write(Map.of("url", Json.of(url))));
  }

  /// What a function body returns in the page, as text.
  public String evaluate(String body) throws IOException {
    Json value =
        post(
            session + "/execute/sync",
            write(
                Map.of(
                    "script", Json.of("return String((() => {" + body + "})())"),
                    "args", Json.texts(List.of()))));
    return value instanceof Json.Text(String text) ? text : value.toString();
  }

  /// A size of the window's inside in CSS pixels.
  public void resize(int width, int height) throws IOException {
    command(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":"
            + width
            + ",\"height\":"
            + height
            + ",\"deviceScaleFactor\":1,\"mobile\":false}");
  }

  /// `light` or `dark`, as the reader's system says.
  public void prefer(String scheme) throws IOException {
    command(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
  }

  /// Presses the tabulator key.
  public void tab() throws IOException {
    String keys =
        """
        {"actions": [{"type": "key", "id": "keys", "actions": [
          {"type": "keyDown", "value": "\\uE004"}, {"type": "keyUp", "value": "\\uE004"}]}]}
        """;
    post(session + "/actions", keys);
  }

  /// Keeps a picture for people to look at.
  public void picture(String name) throws IOException {
    Json png =
        members(command("Page.captureScreenshot", "{\"captureBeyondViewport\":true}")).get("data");
    Path file = Path.of("target", "pictures", name + ".png");
    Files.createDirectories(file.getParent());
    if (png instanceof Json.Text(String data)) {
      Files.write(file, Base64.getDecoder().decode(data));
    }
  }

  @Override
  public void close() throws IOException {
    send(HttpRequest.newBuilder(URI.create(session)).DELETE().build());
    driver.stop();
    http.close();
  }

  private Json command(String name, String parameters) throws IOException {
    return post(
        session + "/goog/cdp/execute", "{\"cmd\":\"" + name + "\",\"params\":" + parameters + "}");
  }

  private Json post(String url, String body) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body)).build());
  }

  private Json send(HttpRequest request) throws IOException {
    try {
      var response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(request.uri() + ": " + response.body());
      }
      return members(JsonText.parse(response.body())).getOrDefault("value", new Json.Null());
    } catch (JsonException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static boolean answers(String base) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(
                  HttpRequest.newBuilder(URI.create(base + "/status")).build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Map<String, Json> members(Json json) {
    return json instanceof Json.Members(var members) ? members : Map.of();
  }

  private static String text(Map<String, Json> members, String name) {
    return members.get(name) instanceof Json.Text(String text) ? text : "";
  }

  private static String write(Map<String, Json> members) {
    return JsonText.write(new Json.Members(members));
  }
}
