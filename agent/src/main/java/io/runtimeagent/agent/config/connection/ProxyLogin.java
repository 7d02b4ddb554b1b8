package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives the JDK's HTTP clients the name and the password that stand in a proxy's address. A server
/// that asks for a login gets nothing.
final class ProxyLogin extends Authenticator {
  private final Proxies proxies;

  ProxyLogin(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  protected @Nullable PasswordAuthentication getPasswordAuthentication() {
    if (getRequestorType() != RequestorType.PROXY) {
      return null;
    }
    return Stream.of(proxies.https(), proxies.http())
        .filter(Objects::nonNull)
        .map(SecretUrl::reveal)
        .filter(this::asks)
        .filter(proxy -> proxy.getRawUserInfo() != null)
        .findFirst()
        .map(ProxyLogin::login)
        .orElse(null);
  }

  private boolean asks(URI proxy) {
    return proxy.getHost().equalsIgnoreCase(getRequestingHost())
        && ProxySelection.port(proxy) == getRequestingPort();
  }

  private static PasswordAuthentication login(URI proxy) {
    String[] parts = proxy.getRawUserInfo().split(":", 2);
    String password = parts.length == 2 ? decoded(parts[1]) : "";
    return new PasswordAuthentication(decoded(parts[0]), password.toCharArray());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
