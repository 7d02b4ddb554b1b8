package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.S3Settings.PayloadSigning;
import io.runtimeagent.ship.s3.S3Settings.Trust;
import io.runtimeagent.ship.s3.http.StubServer;
import io.runtimeagent.ship.s3.http.StubServer.Reply;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3TrustTest {
  private static final String PASSWORD = "changeit";

  private Path folder = Path.of("unset");

  @BeforeAll
  void makeCertificates(@TempDir Path temporary) throws Exception {
    folder = temporary;
    keytool(
        "-genkeypair",
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=test",
        "-ext",
        "SAN=ip:127.0.0.1");
    Certificate certificate = keys().getCertificate("server");
    String text = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void authorities_ofTheFile_areTrusted() throws Exception {
    assertThat(create("127.0.0.1", new Trust.Authorities(folder.resolve("ca.pem"))))
        .isInstanceOf(WriteOutcome.Committed.class);
  }

  @Test
  void certificate_ofAnotherName_isRefused() throws Exception {
    assertThat(create("localhost", new Trust.Authorities(folder.resolve("ca.pem"))))
        .isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void certificate_ofNobodyKnown_isRefused() throws Exception {
    assertThat(create("127.0.0.1", new Trust.PublicAuthorities()))
        .isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void anybody_isTrustedWhenToldSo() throws Exception {
    assertThat(create("localhost", new Trust.Anybody())).isInstanceOf(WriteOutcome.Committed.class);
  }

  /// The server says no and stops reading while megabytes are still to come.
  @Test
  void refusalOfALongBody_isHeardOverTlsToo() throws Exception {
    String denied =
        "HTTP/1.1 403 Forbidden\r\nContent-Length: 40\r\n\r\n"
            + "<Error><Code>AccessDenied</Code></Error>";
    Content body = Content.of(new byte[40_000_000]);
    assertThat(create("127.0.0.1", new Trust.Anybody(), new Reply.EarlyText(denied), body))
        .isInstanceOf(WriteOutcome.Refused.class);
  }

  @Test
  void fileWithoutCertificates_isRefused() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    assertThatThrownBy(() -> S3Trust.tls(new Trust.Authorities(empty)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty.pem");
    assertThatThrownBy(() -> S3Trust.tls(new Trust.Authorities(folder.resolve("absent.pem"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private WriteOutcome create(String host, Trust trust) throws Exception {
    return create(host, trust, StubBucket.stored(), StubBucket.CONTENT);
  }

  private WriteOutcome create(String host, Trust trust, Reply reply, Content content)
      throws Exception {
    try (var server = StubServer.start(securedSocket(), _ -> reply)) {
      S3Settings plain = StubBucket.settings(server);
      var settings =
          new S3Settings(
              plain.bucket(),
              plain.region(),
              Optional.of(URI.create("https://" + host + ":" + server.port())),
              plain.addressing(),
              plain.credentials(),
              plain.encryption(),
              plain.storageClass(),
              trust,
              PayloadSigning.WHEN_NEEDED,
              plain.proxy());
      try (var store = StubBucket.open(settings)) {
        WriteOutcome outcome =
            store.create(new ObjectKey("a"), content, StubBucket.record(content.length()));
        assertThat(server.asked())
            .filteredOn(asked -> asked.method().equals("PUT"))
            .allSatisfy(
                asked ->
                    assertThat(asked.header("x-amz-content-sha256")).isEqualTo("UNSIGNED-PAYLOAD"));
        return outcome;
      }
    }
  }

  private KeyStore keys() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private ServerSocket securedSocket() throws GeneralSecurityException, IOException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys(), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /// Runs the JDK's own tool, which is the only part of it that can sign certificates.
  private void keytool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString()));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor()).isZero();
  }
}
