package io.runtimeagent.ship.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoreFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Credentials of every kind that needs nothing from Google but a token.
@TestInstance(Lifecycle.PER_CLASS)
class GcsAuthTest {
  private static final ObjectKey KEY = new ObjectKey("a.log");
  private static final String TOKEN =
      "{\"access_token\":\"token-1\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
  private static final String OBJECT = "{\"generation\":\"7\",\"size\":\"3\"}";

  private byte[] privateKey;
  private StubGcs stub;

  @BeforeAll
  void makeAKey() throws NoSuchAlgorithmException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    privateKey = generator.generateKeyPair().getPrivate().getEncoded();
  }

  @BeforeEach
  void start() throws IOException {
    stub = StubGcs.start();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void keyText_serviceAccount_getsATokenOnce() throws Exception {
    stub.reply(200, TOKEN).reply(200, OBJECT).reply(200, OBJECT);
    try (GcsStore store = open(new GcsCredentials.KeyText(serviceAccount()))) {
      assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
      assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
    }
    assertThat(paths())
        .containsExactly("/token", "/storage/v1/b/logs/o/a.log", "/storage/v1/b/logs/o/a.log");
    assertThat(stub.requests().getLast().headers())
        .containsEntry("Authorization", List.of("Bearer token-1"));
  }

  @Test
  void quotaProject_isNamedInEveryRequest() throws Exception {
    stub.reply(200, TOKEN).reply(200, OBJECT);
    var access =
        new GcsAccess(
            new GcsCredentials.KeyText(serviceAccount()),
            List.of(),
            List.of(),
            Optional.of("payer"));
    try (GcsStore store = stub.open(access, RequestListener.NOOP)) {
      assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
    }
    assertThat(stub.requests().getLast().headers())
        .containsEntry("X-goog-user-project", List.of("payer"));
  }

  @Test
  void keyFile_correctedLater_isReadByTheNextStore(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key.json");
    var credentials = new GcsCredentials.KeyFile(file);
    try (GcsStore store = open(credentials)) {
      assertThat(refusal(store)).contains("NoSuchFileException");
      Files.writeString(file, "{\"type\":\"service_account\",\"private_key\":\"s3cr3t\"}");
      assertThat(refusal(store)).contains("not a key").doesNotContain("s3cr3t");
    }
    Files.writeString(file, serviceAccount());
    stub.reply(200, TOKEN).reply(200, OBJECT);
    try (GcsStore store = open(credentials)) {
      assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
    }
  }

  @Test
  void token_denied_isRefused() throws Exception {
    stub.reply(400, "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT.\"}");
    try (GcsStore store = open(new GcsCredentials.KeyText(serviceAccount()))) {
      assertThat(refusal(store)).contains("No credentials");
    }
    assertThat(paths()).containsExactly("/token");
  }

  @Test
  void token_unavailable_isNoRefusal() throws Exception {
    String key = serviceAccount();
    stub.close();
    try (GcsStore store = open(new GcsCredentials.KeyText(key))) {
      assertThat(failure(store)).isInstanceOf(StoreFailure.Unavailable.class);
    }
  }

  @Test
  void externalAccount_isUnderstood(@TempDir Path folder) throws Exception {
    Path subject = Files.writeString(folder.resolve("subject"), "subject-token");
    var source = new JsonObject();
    source.addProperty("file", subject.toString());
    var config = new JsonObject();
    config.addProperty("type", "external_account");
    config.addProperty("audience", "//iam.googleapis.com/projects/1/x");
    config.addProperty("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
    config.addProperty("token_url", "https://127.0.0.1:1/token");
    config.add("credential_source", source);
    Path file = Files.writeString(folder.resolve("config.json"), config.toString());
    try (GcsStore store = open(new GcsCredentials.KeyFile(file))) {
      StoreFailure exchange = failure(store);
      assertThat(exchange).isInstanceOf(StoreFailure.Unavailable.class);
      assertThat(exchange.reason()).contains("Connection refused");
      Files.delete(subject);
      assertThat(refusal(store)).contains("subject");
    }
  }

  @Test
  void anonymous_sendsNothingOfTheKind() throws Exception {
    stub.reply(200, OBJECT);
    try (GcsStore store = open(new GcsCredentials.Anonymous())) {
      assertThat(store.inspect(KEY)).isInstanceOf(Inspection.Present.class);
    }
    assertThat(stub.requests().getFirst().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void keyText_neverShowsItself() {
    assertThat(GcsAccess.of(new GcsCredentials.KeyText("s3cr3t")).toString())
        .doesNotContain("s3cr3t");
  }

  private GcsStore open(GcsCredentials credentials) {
    return stub.open(GcsAccess.of(credentials), RequestListener.NOOP);
  }

  private List<String> paths() {
    return stub.requests().stream().map(StubGcs.Request::uri).map(URI::getRawPath).toList();
  }

  private static String refusal(GcsStore store) {
    StoreFailure failure = failure(store);
    assertThat(failure).isInstanceOf(StoreFailure.Refused.class);
    return failure.reason();
  }

  private static StoreFailure failure(GcsStore store) {
    return ((Inspection.Failed) store.inspect(KEY)).failure();
  }

  private String serviceAccount() {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(privateKey));
    var json = new JsonObject();
    Map.of(
            "type", "service_account",
            "client_id", "1",
            "client_email", "agent@project.iam.gserviceaccount.com",
            "private_key_id", "1",
            "private_key", pem,
            "project_id", "project",
            "token_uri", stub.endpoint() + "/token")
        .forEach(json::addProperty);
    return json.toString();
  }
}
