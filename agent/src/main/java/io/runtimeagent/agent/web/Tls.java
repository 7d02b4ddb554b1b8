package io.runtimeagent.agent.web;

import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

/// How the agent answers over TLS. `keys` holds its certificate under an empty password, `trusted`
/// who may sign a client's certificate; `versions` and `cipherSuites` have the names of the JDK, no
/// suite meaning the JDK's own choice; `allowedNames` are the alternative names of which a client's
/// certificate must have one, none meaning that any will do.
public record Tls(
    KeyStore keys,
    Optional<KeyStore> trusted,
    ClientAuth clientAuth,
    List<String> versions,
    List<String> cipherSuites,
    List<String> allowedNames) {

  public Tls {
    versions = List.copyOf(versions);
    cipherSuites = List.copyOf(cipherSuites);
    allowedNames = List.copyOf(allowedNames);
  }

  /// Whether a client must show a certificate, and whether it is verified.
  public enum ClientAuth {
    NO_CLIENT_CERT("NoClientCert"),
    REQUEST_CLIENT_CERT("RequestClientCert"),
    REQUIRE_ANY_CLIENT_CERT("RequireAnyClientCert"),
    VERIFY_CLIENT_CERT_IF_GIVEN("VerifyClientCertIfGiven"),
    REQUIRE_AND_VERIFY_CLIENT_CERT("RequireAndVerifyClientCert");

    private final String word;

    ClientAuth(String word) {
      this.word = word;
    }

    /// As the file spells it.
    String word() {
      return word;
    }

    public boolean verifies() {
      return this == VERIFY_CLIENT_CERT_IF_GIVEN || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
    }

    public boolean requires() {
      return this == REQUIRE_ANY_CLIENT_CERT || this == REQUIRE_AND_VERIFY_CLIENT_CERT;
    }
  }
}
