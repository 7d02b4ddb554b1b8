package io.runtimeagent.agent.http;

import io.runtimeagent.agent.web.Tls;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// Brings what the file says about TLS into the server, also while it listens.
final class TlsContext {
  private static final System.Logger logger = System.getLogger(TlsContext.class.getName());

  private final SslContextFactory.Server factory = new SslContextFactory.Server();

  TlsContext(Tls tls) {
    apply(factory, tls);
  }

  SslContextFactory.Server factory() {
    return factory;
  }

  /// Connections made from now on use this.
  void change(Tls tls) {
    try {
      factory.reload(fresh -> apply((SslContextFactory.Server) fresh, tls));
    } catch (Exception e) {
      // Jetty declares no narrower one; a faulty new certificate must not end what works.
      logger.log(Level.WARNING, "The new certificate cannot be used; the old one holds.", e);
    }
  }

  private static void apply(SslContextFactory.Server factory, Tls tls) {
    factory.setKeyStore(tls.keys());
    factory.setKeyStorePassword("");
    factory.setTrustStore(tls.trusted().orElse(null));
    factory.setTrustAll(!tls.clientAuth().verifies());
    factory.setNeedClientAuth(tls.clientAuth().requires());
    factory.setWantClientAuth(
        !tls.clientAuth().requires() && tls.clientAuth() != Tls.ClientAuth.NO_CLIENT_CERT);
    factory.setIncludeProtocols(tls.versions().toArray(String[]::new));
    if (!tls.cipherSuites().isEmpty()) {
      factory.setIncludeCipherSuites(tls.cipherSuites().toArray(String[]::new));
    }
  }
}
