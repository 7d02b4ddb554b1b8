package io.runtimeagent.agent.web;

import io.runtimeagent.agent.web.Tls.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads `tls_server_config` and the files that it names, beside the file itself where their paths
/// are relative.
final class TlsReader {
  private static final Set<String> KEYS =
      Set.of(
          "cert_file",
          "key_file",
          "client_ca_file",
          "client_auth_type",
          "client_allowed_sans",
          "min_version",
          "max_version",
          "cipher_suites",
          "prefer_server_cipher_suites",
          "curve_preferences");

  /// The file's names of versions, oldest first; what is older than TLS 1.2 is not spoken.
  private static final List<String> VERSIONS = List.of("TLS12", "TLS13");

  private static final Map<String, String> JDK_NAMES =
      Map.of("TLS12", "TLSv1.2", "TLS13", "TLSv1.3");

  private final Path file;
  private final List<Path> files;
  private final List<String> unused;

  TlsReader(Path file, List<Path> files, List<String> unused) {
    this.file = file;
    this.files = files;
    this.unused = unused;
  }

  Tls read(Section tls) throws WebConfigException {
    tls.onlyKnows(KEYS);
    List.of("curve_preferences", "prefer_server_cipher_suites").stream()
        .filter(tls::has)
        .forEach(key -> unused.add(tls.at(key)));
    ClientAuth clientAuth = clientAuth(tls);
    Optional<KeyStore> trusted = trusted(tls);
    if (clientAuth.verifies() && trusted.isEmpty()) {
      throw tls.wrong("client_ca_file", "set when client_auth_type is " + clientAuth.word());
    }
    if (!clientAuth.verifies() && trusted.isPresent()) {
      throw tls.wrong("client_auth_type", "one that verifies when client_ca_file is set");
    }
    List<String> names = tls.texts("client_allowed_sans");
    if (!names.isEmpty() && clientAuth != ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT) {
      throw tls.wrong(
          "client_auth_type", "RequireAndVerifyClientCert when client_allowed_sans is set");
    }
    return new Tls(
        keys(tls), trusted, clientAuth, versions(tls), tls.texts("cipher_suites"), names);
  }

  private static ClientAuth clientAuth(Section tls) throws WebConfigException {
    String word = tls.text("client_auth_type").filter(text -> !text.isEmpty()).orElse("");
    if (word.isEmpty()) {
      return ClientAuth.NO_CLIENT_CERT;
    }
    return Arrays.stream(ClientAuth.values())
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                tls.wrong(
                    "client_auth_type",
                    "one of "
                        + Arrays.stream(ClientAuth.values())
                            .map(ClientAuth::word)
                            .collect(Collectors.joining(", "))));
  }

  private static List<String> versions(Section tls) throws WebConfigException {
    int from = version(tls, "min_version", "TLS12");
    int to = version(tls, "max_version", "TLS13");
    if (from > to) {
      throw tls.wrong("max_version", "no older than min_version");
    }
    return VERSIONS.subList(from, to + 1).stream().map(JDK_NAMES::get).toList();
  }

  private static int version(Section tls, String key, String otherwise) throws WebConfigException {
    int at = VERSIONS.indexOf(tls.text(key).orElse(otherwise));
    if (at < 0) {
      throw tls.wrong(key, "TLS12 or TLS13");
    }
    return at;
  }

  private KeyStore keys(Section tls) throws WebConfigException {
    String certificates = pem(tls, "cert_file");
    String key = pem(tls, "key_file");
    try {
      return Pem.keys(certificates, key);
    } catch (GeneralSecurityException e) {
      throw tls.wrong(
          "cert_file", "a certificate in PEM that fits key_file (" + e.getMessage() + ")");
    }
  }

  private Optional<KeyStore> trusted(Section tls) throws WebConfigException {
    if (tls.text("client_ca_file").filter(name -> !name.isEmpty()).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pem.trusted(pem(tls, "client_ca_file")));
    } catch (GeneralSecurityException e) {
      throw tls.wrong("client_ca_file", "certificates in PEM (" + e.getMessage() + ")");
    }
  }

  private String pem(Section tls, String key) throws WebConfigException {
    String name =
        tls.text(key).filter(text -> !text.isEmpty()).orElseThrow(() -> tls.wrong(key, "set"));
    Path path = file.toAbsolutePath().resolveSibling(name);
    files.add(path);
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw tls.wrong(key, "a file that can be read (" + path + ": " + Words.of(e) + ")");
    }
  }
}
