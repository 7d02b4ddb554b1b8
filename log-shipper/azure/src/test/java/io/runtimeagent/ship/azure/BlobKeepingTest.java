package io.runtimeagent.ship.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.RequestListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is made of answers that the emulator never gives: it has neither versions nor soft delete.
class BlobKeepingTest {
  private static final String PLAIN =
      "<EnumerationResults><Blobs><Blob><Name>a</Name></Blob></Blobs></EnumerationResults>";
  private static final String VERSIONED =
      """
      <EnumerationResults><Blobs><Blob><Name>a</Name><VersionId>2026-01-01T00:00:00.0000000Z</VersionId>
      <IsCurrentVersion>true</IsCurrentVersion></Blob></Blobs></EnumerationResults>
      """;
  private static final String PROPERTIES =
      """
      <StorageServiceProperties><Logging><RetentionPolicy><Enabled>true</Enabled><Days>3</Days>
      </RetentionPolicy></Logging><DeleteRetentionPolicy><Enabled>%s</Enabled><Days>7</Days>
      </DeleteRetentionPolicy><StaticWebsite><Enabled>true</Enabled></StaticWebsite>
      </StorageServiceProperties>
      """;

  private HttpServer server;
  private String blobs = PLAIN;
  private String properties = PROPERTIES.formatted("false");
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void accountThatKeepsNothing_dropsWhatIsReplaced() {
    assertThat(asked()).isEqualTo(new OldVersions.Dropped());
    blobs = "<EnumerationResults><Blobs/></EnumerationResults>";
    assertThat(asked()).isEqualTo(new OldVersions.Dropped());
  }

  @Test
  void versionsAndSoftDelete_areTold() {
    blobs = VERSIONED;
    assertThat(asked()).isEqualTo(new OldVersions.Kept("blob versioning"));
    properties = PROPERTIES.formatted("true");
    assertThat(asked())
        .isEqualTo(new OldVersions.Kept("blob versioning and soft delete for 7 days"));
  }

  /// A signature for one container may not ask for the account's properties.
  @Test
  void withoutPermission_itIsUnknown_unlessTheRestTellsEnough() {
    status = 403;
    assertThat(asked()).isInstanceOf(OldVersions.Unknown.class);
    blobs = VERSIONED;
    assertThat(asked()).isEqualTo(new OldVersions.Kept("blob versioning"));
  }

  private OldVersions asked() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/account");
    var login = new AzureLogin.SharedAccessSignature("sig=x");
    var settings = new AzureSettings(Optional.of(url), "logs", login);
    try (var store = new AzureStore(settings, InstantSource.system(), RequestListener.NOOP)) {
      return store.oldVersions();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean service = exchange.getRequestURI().getQuery().startsWith("restype=service");
      String path = service ? "/account/" : "/account/logs";
      int answer = service ? status : 200;
      boolean right = exchange.getRequestURI().getPath().equals(path);
      byte[] body = (service ? properties : blobs).getBytes(UTF_8);
      exchange.sendResponseHeaders(right ? answer : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
