package io.runtimeagent.agent.config.connection;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/// Tells the JDK's HTTP clients which proxy to ask.
final class ProxySelection extends ProxySelector {
  private static final int CUSTOMARY_PORT = 3128;

  private final Proxies proxies;

  ProxySelection(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public List<Proxy> select(URI address) {
    return proxies
        .forAddress(address)
        .map(proxy -> List.of(proxy(proxy.reveal())))
        .orElse(List.of(Proxy.NO_PROXY));
  }

  private static Proxy proxy(URI proxy) {
    return new Proxy(
        Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)));
  }

  static int port(URI proxy) {
    return proxy.getPort() < 0 ? CUSTOMARY_PORT : proxy.getPort();
  }

  /// The client that failed tells its caller; there is no second proxy to fall back on.
  @Override
  public void connectFailed(URI address, SocketAddress proxy, IOException failure) {}
}
