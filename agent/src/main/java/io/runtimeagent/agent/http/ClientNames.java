package io.runtimeagent.agent.http;

import io.runtimeagent.agent.web.WebConfig;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// The alternative names in a client's certificate.
final class ClientNames {
  private ClientNames() {}

  /// Whether the certificate has one of the allowed names; true where all are.
  static boolean allowed(Request request, WebConfig config) {
    List<String> allowed = config.tls().map(tls -> tls.allowedNames()).orElse(List.of());
    return allowed.isEmpty()
        || certificate(request).map(shown -> hasOne(shown, allowed)).orElse(false);
  }

  private static Optional<X509Certificate> certificate(Request request) {
    EndPoint.@Nullable SslSessionData session =
        (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
    return session == null || session.peerCertificates() == null
        ? Optional.empty()
        : Optional.of(session.peerCertificates()[0]);
  }

  private static boolean hasOne(X509Certificate certificate, List<String> allowed) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null
          && names.stream().anyMatch(name -> allowed.contains(String.valueOf(name.get(1))));
    } catch (CertificateParsingException _) {
      return false;
    }
  }
}
