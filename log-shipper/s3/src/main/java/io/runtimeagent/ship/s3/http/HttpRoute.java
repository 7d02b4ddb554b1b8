package io.runtimeagent.ship.s3.http;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// Where requests go: straight to a host or through a proxy, in the clear or over TLS.
///
/// `tls` is empty for plain HTTP. `proxy` is `http://[user:password@]host:port`.
public record HttpRoute(
    String host, int port, Optional<Tls> tls, Optional<URI> proxy, Duration connectTimeout) {

  /// How to begin TLS. `checksHost` is whether the certificate has to name the host.
  public record Tls(SSLSocketFactory sockets, HostCheck hostCheck) {}

  /// Whether the certificate has to name the host that was called.
  public enum HostCheck {
    REQUIRED,
    OFF
  }

  /// Not the proxy, whose address may have a password.
  @Override
  public String toString() {
    return "HttpRoute[" + hostHeader() + "]";
  }

  /// What stands in the `Host` header.
  public String hostHeader() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return port == (tls.isPresent() ? 443 : 80) ? name : name + ":" + port;
  }
}
