package io.runtimeagent.agent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebConfigTest {
  private static final String HASH = "$2y$10$QOauhQNbBCuQDKes6eFzPeMqBSjb7Mr5DUmpZ/VcEd00UAV/LDeSi";

  private final Path folder;

  WebConfigTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void emptyFile_changesNothing() throws Exception {
    WebConfig config = WebConfig.read(file(""));
    assertThat(config.tls()).isEmpty();
    assertThat(config.users()).isEmpty();
  }

  @Test
  void users_haveBcryptHashes() throws Exception {
    WebConfig config = WebConfig.read(file("basic_auth_users:\n  prom: " + HASH + "\n"));
    assertThat(config.users()).containsEntry("prom", HASH);
    assertThat(config.toString()).doesNotContain(HASH);
  }

  @ParameterizedTest
  @CsvSource({"RSA", "EC"})
  void certificate_isReadFromBesideTheFile(String algorithm) throws Exception {
    new Certificates(folder).make("server", algorithm);
    WebConfig config =
        WebConfig.read(
            file(
                """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  min_version: TLS13
                """));
    Tls tls = config.tls().orElseThrow();
    assertThat(tls.keys().containsAlias("agent")).isTrue();
    assertThat(tls.versions()).containsExactly("TLSv1.3");
    assertThat(config.files())
        .containsExactlyInAnyOrder(
            folder.resolve("web.yml"), folder.resolve("server.crt"), folder.resolve("server.key"));
  }

  @Test
  void keyOfAnotherCertificate_isAFault() throws Exception {
    new Certificates(folder).make("server", "EC");
    new Certificates(folder).make("other", "EC");
    assertThatThrownBy(
            () ->
                WebConfig.read(
                    file("tls_server_config: {cert_file: server.crt, key_file: other.key}")))
        .isInstanceOf(WebConfigException.class)
        .hasMessageContaining("tls_server_config.cert_file")
        .hasMessageContaining("another certificate's");
  }

  @Test
  void clientCertificates_areVerifiedAgainstTheNamedCa() throws Exception {
    new Certificates(folder).make("server", "EC");
    WebConfig config =
        WebConfig.read(
            file(
                """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_ca_file: server.crt
                  client_auth_type: RequireAndVerifyClientCert
                """));
    Tls tls = config.tls().orElseThrow();
    assertThat(tls.clientAuth().requires()).isTrue();
    assertThat(tls.trusted()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          basic_auth_user: {a: b}                             | basic_auth_user is not known here; known are basic_auth_users
          basic_auth_users: {prom: secret}                    | basic_auth_users.prom must be a bcrypt hash
          basic_auth_users: [prom]                            | basic_auth_users must be a mapping
          tls_server_config: {cert_file: a.crt}               | tls_server_config.cert_file must be a file that can be read
          tls_server_config: {key_file: a.key}                | tls_server_config.cert_file must be set
          tls_server_config: {client_auth_type: Maybe}        | tls_server_config.client_auth_type must be one of NoClientCert
          tls_server_config: {min_version: 3, cert_file: x}   | tls_server_config.cert_file must be a file
          tls_server_config: {cert: x}                        | tls_server_config.cert is not known here
          http_server_config: {headers: {X-Powered-By: me}}   | http_server_config.headers.X-Powered-By is not known here
          'a: [b'                                             | It is no YAML at line 1
          - a                                                 | It must be a mapping
          """)
  void fault_namesItsKey(String text, String words) throws Exception {
    assertThatThrownBy(() -> WebConfig.read(file(text)))
        .isInstanceOf(WebConfigException.class)
        .hasMessageContaining(words);
  }

  @Test
  void fault_showsNoPassword() throws Exception {
    assertThatThrownBy(() -> WebConfig.read(file("basic_auth_users: {prom: topsecret}")))
        .hasMessageNotContaining("topsecret");
    assertThatThrownBy(() -> WebConfig.read(file("basic_auth_users: {prom: topsecret\n")))
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void absentFile_isAFault() {
    assertThatThrownBy(() -> WebConfig.read(folder.resolve("none.yml")))
        .hasMessage("It cannot be read: there is no such file.");
  }

  @Test
  void knownButUnusedKeys_areNamed() throws Exception {
    assertThat(WebConfig.read(file("http_server_config: {http2: false}")).unused())
        .containsExactly("http_server_config.http2");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("web.yml"), text);
  }
}
