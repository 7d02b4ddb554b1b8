package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Settings.Trust;
import io.runtimeagent.ship.s3.http.HttpRoute;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Makes TLS of what the settings say about trust.
final class S3Trust {
  private S3Trust() {}

  /// Fails with `IllegalArgumentException` when the file of authorities cannot be used.
  static HttpRoute.Tls tls(Trust trust) {
    try {
      return switch (trust) {
        case Trust.PublicAuthorities() -> checked(null);
        case Trust.Authorities(Path file) -> checked(authorities(file));
        case Trust.Anybody() ->
            new HttpRoute.Tls(
                context(new TrustManager[] {new TrustsAnybody()}).getSocketFactory(),
                HttpRoute.HostCheck.OFF);
      };
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("Cannot use " + trust + ": " + e.getMessage(), e);
    }
  }

  private static HttpRoute.Tls checked(TrustManager @Nullable [] managers)
      throws GeneralSecurityException {
    return new HttpRoute.Tls(context(managers).getSocketFactory(), HttpRoute.HostCheck.REQUIRED);
  }

  private static SSLContext context(TrustManager @Nullable [] managers)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  private static TrustManager[] authorities(Path file)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate c : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, c);
      }
    }
    if (count == 0) {
      throw new GeneralSecurityException("the file has no certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /// Asks nothing of a certificate.
  private static final class TrustsAnybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
