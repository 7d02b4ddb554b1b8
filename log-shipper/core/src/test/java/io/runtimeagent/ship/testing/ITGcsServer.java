package io.runtimeagent.ship.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// The guard's rules are ours, so they are tested like code of ours.
@WithServer(GcsServer.class)
class ITGcsServer {
  private static final Pattern GENERATION = Pattern.compile("\"generation\":\\s*\"(\\d+)\"");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final byte[] NOTHING = {};
  private static final int WRITERS = 8;
  private static final int ROUNDS = 20;

  private final GcsServer server;
  private String bucket = "";

  ITGcsServer(GcsServer server) {
    this.server = server;
  }

  @BeforeEach
  void createBucket(TestInfo test) {
    bucket = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    server.createBucket(bucket);
  }

  @Test
  void upload_needsItsGeneration() {
    assertThat(upload("1.log", "a\n", "0").statusCode()).isEqualTo(200);
    assertThat(upload("1.log", "b\n", "0").statusCode()).isEqualTo(412);
    assertThat(upload("1.log", "b\n", "17").statusCode()).isEqualTo(412);
    assertThat(upload("absent.log", "b\n", "17").statusCode()).isEqualTo(412);
    assertThat(upload("1.log", "b\n", generation("1.log")).statusCode()).isEqualTo(200);
    assertThat(content("1.log")).isEqualTo("b\n");
  }

  @Test
  void compose_appends_changesTheGeneration_keepsTheRequestsMetadata() {
    upload("dag/1.log", "a\n", "0");
    upload("tmp", "b\n", "0");
    String before = generation("dag/1.log");
    HttpResponse<byte[]> composed =
        compose("dag/1.log", before, source("dag/1.log", before), source("tmp", generation("tmp")));
    assertThat(composed.statusCode()).isEqualTo(200);
    assertThat(content("dag/1.log")).isEqualTo("a\nb\n");
    assertThat(generation("dag/1.log")).isNotEqualTo(before).isEqualTo(generation(composed));
    assertThat(text(get("/storage/v1/b/" + bucket + "/o/dag%2F1.log")))
        .contains("\"color\":\"red\"");
    assertThat(text(get("/storage/v1/b/" + bucket + "/o?prefix=dag/")))
        .contains("\"color\":\"red\"");
  }

  @Test
  void compose_refusesWhatDoesNotHold() {
    upload("1.log", "a\n", "0");
    upload("tmp", "b\n", "0");
    String live = generation("1.log");
    assertThat(compose("1.log", "17", source("1.log", live)).statusCode()).isEqualTo(412);
    assertThat(compose("1.log", "0", source("tmp", null)).statusCode()).isEqualTo(412);
    assertThat(compose("1.log", live, source("1.log", "17")).statusCode()).isEqualTo(404);
    assertThat(compose("1.log", live, source("absent", null)).statusCode()).isEqualTo(404);
    assertThat(compose("1.log", live).statusCode()).isEqualTo(400);
    String conditional = "{\"name\":\"tmp\",\"objectPreconditions\":{\"ifGenerationMatch\":17}}";
    assertThat(compose("1.log", live, conditional).statusCode()).isEqualTo(412);
    assertThat(content("1.log")).isEqualTo("a\n");
    assertThat(generation("1.log")).isEqualTo(live);
  }

  @Test
  void objectRequests_refuseWhatDoesNotHold() {
    upload("a b/#1.log", "a\n", "0");
    String path = "/storage/v1/b/" + bucket + "/o/a%20b%2F%231.log";
    String live = generation(get(path));
    assertThat(get(path + "?ifGenerationMatch=17").statusCode()).isEqualTo(412);
    assertThat(get(path + "?alt=media&ifGenerationMatch=17").statusCode()).isEqualTo(412);
    assertThat(get("/download" + path + "?alt=media&ifGenerationMatch=17").statusCode())
        .isEqualTo(412);
    assertThat(get(path + "?ifGenerationNotMatch=" + live).statusCode()).isEqualTo(304);
    assertThat(get(path + "?generation=17").statusCode()).isEqualTo(404);
    assertThat(patch(path + "?ifGenerationMatch=17").statusCode()).isEqualTo(412);
    assertThat(patch(path + "?ifGenerationMatch=" + live).statusCode()).isEqualTo(200);
    assertThat(get(path + "?ifMetagenerationMatch=1").statusCode()).isEqualTo(501);
    assertThat(delete(path + "?ifGenerationMatch=17")).isEqualTo(412);
    assertThat(delete(path + "?generation=17")).isEqualTo(404);
    assertThat(delete(path + "?ifGenerationMatch=" + live)).isEqualTo(200);
    assertThat(delete(path + "?ifGenerationMatch=" + live)).isEqualTo(404);
  }

  @Test
  void composeRace_hasOneWinner() throws Exception {
    upload("1.log", "a\n", "0");
    upload("tmp", "b\n", "0");
    for (int round = 0; round < ROUNDS; round++) {
      String live = generation("1.log");
      List<Integer> answers = race(live);
      assertThat(answers).containsOnlyOnce(200).hasSize(WRITERS);
      assertThat(answers.stream().filter(status -> status != 200)).containsOnly(412);
      assertThat(content("1.log")).hasSize(2 * (round + 2));
    }
  }

  private List<Integer> race(String live) throws Exception {
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        running.add(
            writers.submit(
                () ->
                    compose("1.log", live, source("1.log", null), source("tmp", null))
                        .statusCode()));
      }
      for (Future<Integer> answer : running) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private HttpResponse<byte[]> upload(String name, String content, String ifGenerationMatch) {
    String path =
        "/upload/storage/v1/b/%s/o?uploadType=media&name=%s&ifGenerationMatch=%s"
            .formatted(bucket, encoded(name), ifGenerationMatch);
    return server.send("POST", path, Map.of("Content-Type", "text/plain"), content.getBytes(UTF_8));
  }

  private HttpResponse<byte[]> compose(String name, String ifGenerationMatch, String... sources) {
    String path =
        "/storage/v1/b/%s/o/%s/compose?ifGenerationMatch=%s"
            .formatted(bucket, encoded(name), ifGenerationMatch);
    String body =
        "{\"sourceObjects\":[%s],\"destination\":{\"metadata\":{\"color\":\"red\"}}}"
            .formatted(String.join(",", sources));
    return server.send("POST", path, JSON, body.getBytes(UTF_8));
  }

  private static String source(String name, @Nullable String generation) {
    return generation == null
        ? "{\"name\":\"%s\"}".formatted(name)
        : "{\"name\":\"%s\",\"generation\":\"%s\"}".formatted(name, generation);
  }

  private HttpResponse<byte[]> get(String path) {
    return server.send("GET", path, Map.of(), NOTHING);
  }

  private HttpResponse<byte[]> patch(String path) {
    return server.send("PATCH", path, JSON, "{\"metadata\":{\"a\":\"b\"}}".getBytes(UTF_8));
  }

  private int delete(String path) {
    return server.send("DELETE", path, Map.of(), NOTHING).statusCode();
  }

  private String content(String name) {
    return text(get("/storage/v1/b/" + bucket + "/o/" + encoded(name) + "?alt=media"));
  }

  private String generation(String name) {
    return generation(get("/storage/v1/b/" + bucket + "/o/" + encoded(name)));
  }

  private static String generation(HttpResponse<byte[]> response) {
    Matcher generation = GENERATION.matcher(text(response));
    assertThat(generation.find()).isTrue();
    return generation.group(1);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }
}
