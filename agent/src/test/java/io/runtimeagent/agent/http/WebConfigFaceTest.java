package io.runtimeagent.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.runtimeagent.agent.http.Route.Readers;
import io.runtimeagent.agent.web.Certificates;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebConfigFaceTest {
  private final Path folder;
  private @Nullable HttpFace face;
  private int port;

  WebConfigFaceTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    if (face != null) {
      face.close();
    }
  }

  @Test
  void users_mustLogInToScrape() throws Exception {
    start("basic_auth_users: {prom: '" + hash("right") + "'}");
    assertThat(get("/metrics", "").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "").headers().firstValue("WWW-Authenticate"))
        .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm="));
    assertThat(get("/metrics", "prom:right").statusCode()).isEqualTo(200);
    assertThat(get("/metrics", "prom:wrong").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "else:right").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "prom:right").statusCode()).isEqualTo(200);
  }

  @Test
  void probes_answerAnybody() throws Exception {
    start("basic_auth_users: {prom: '" + hash("right") + "'}");
    assertThat(get("/-/healthy", "").statusCode()).isEqualTo(200);
  }

  @Test
  void loopback_needsNoLogIn_butAWrongOneIsRefused() throws Exception {
    start("basic_auth_users: {prom: '" + hash("right") + "'}");
    assertThat(get("/v1/status", "").statusCode()).isEqualTo(200);
    assertThat(get("/v1/status", "prom:wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void changedPassword_countsAtOnce_andAFaultyFileChangesNothing() throws Exception {
    start("basic_auth_users: {prom: '" + hash("old") + "'}");
    write("basic_auth_users: {prom: '" + hash("new") + "'}", 10);
    assertThat(get("/metrics", "prom:old").statusCode()).isEqualTo(401);
    assertThat(get("/metrics", "prom:new").statusCode()).isEqualTo(200);
    write("basic_auth_users: {", 20);
    assertThat(get("/metrics", "prom:new").statusCode()).isEqualTo(200);
    assertThat(get("/metrics", "").statusCode()).isEqualTo(401);
  }

  @Test
  void tls_answersWithTheCertificate_andWithANewOneOnceItChanges() throws Exception {
    var certificates = new Certificates(folder);
    certificates.make("server", "EC");
    start("tls_server_config: {cert_file: server.crt, key_file: server.key}");
    KeyStore first = certificates.store("server");
    assertThat(secure("/metrics", first, null).statusCode()).isEqualTo(200);
    Files.delete(folder.resolve("server.p12"));
    certificates.make("server", "EC");
    touch(folder.resolve("server.crt"), 30);
    running().look();
    assertThatThrownBy(() -> secure("/metrics", first, null)).isInstanceOf(IOException.class);
    assertThat(secure("/metrics", certificates.store("server"), null).statusCode()).isEqualTo(200);
  }

  @Test
  void clientCertificate_isDemanded() throws Exception {
    var certificates = new Certificates(folder);
    certificates.make("server", "EC");
    certificates.make("client", "EC");
    certificates.make("stranger", "EC");
    start(
        """
        tls_server_config:
          cert_file: server.crt
          key_file: server.key
          client_ca_file: client.crt
          client_auth_type: RequireAndVerifyClientCert
        """);
    KeyStore trusted = certificates.store("server");
    assertThatThrownBy(() -> secure("/metrics", trusted, null)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> secure("/metrics", trusted, certificates.store("stranger")))
        .isInstanceOf(IOException.class);
    assertThat(secure("/metrics", trusted, certificates.store("client")).statusCode())
        .isEqualTo(200);
  }

  @Test
  void clientCertificateWithoutAnAllowedName_isRefused() throws Exception {
    var certificates = new Certificates(folder);
    certificates.make("server", "EC");
    certificates.make("client", "EC");
    String tls =
        """
        tls_server_config:
          cert_file: server.crt
          key_file: server.key
          client_ca_file: client.crt
          client_auth_type: RequireAndVerifyClientCert
          client_allowed_sans: [%s]
        """;
    start(tls.formatted("somebody.example"));
    assertThat(
            secure("/metrics", certificates.store("server"), certificates.store("client"))
                .statusCode())
        .isEqualTo(403);
    stop();
    start(tls.formatted("client.example"));
    assertThat(
            secure("/metrics", certificates.store("server"), certificates.store("client"))
                .statusCode())
        .isEqualTo(200);
  }

  private void start(String config) throws IOException {
    Path file = Files.writeString(folder.resolve("web.yml"), config);
    face =
        new HttpFace(
            new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(30), Optional.of(file)),
            List.of(
                new Route("/metrics", Readers.SCRAPERS, _ -> Answer.text(200, "figures")),
                new Route("/-/healthy", Readers.EVERYBODY, _ -> Answer.text(200, "healthy")),
                new Route("/v1/status", Readers.OPERATORS, _ -> Answer.json("{}"))),
            HttpFigures.NOOP);
    port = Faces.start(face);
  }

  private HttpFace running() {
    return Objects.requireNonNull(face);
  }

  /// Writes the file as if some seconds had gone by, and lets it be looked at.
  private void write(String config, int later) throws IOException {
    touch(Files.writeString(folder.resolve("web.yml"), config), later);
    running().look();
  }

  private static void touch(Path file, int later) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(later)));
  }

  private HttpResponse<String> get(String path, String credentials) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (!credentials.isEmpty()) {
      byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> secure(String path, KeyStore trusted, @Nullable KeyStore own)
      throws Exception {
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    anchors.setCertificateEntry("server", trusted.getCertificate("server"));
    trust.init(anchors);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, own == null ? null : "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path)).build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static String hash(String password) {
    return BCrypt.withDefaults().hashToString(4, password.toCharArray());
  }
}
