package io.runtimeagent.ship.s3.http;

import static io.runtimeagent.ship.s3.http.HttpCalls.get;
import static io.runtimeagent.ship.s3.http.HttpCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ProxyTest {
  @Test
  void clearRequest_goesToTheProxyWithTheWholeAddress() throws IOException {
    try (var proxy = StubServer.start(_ -> StubServer.answer(200, "by proxy"));
        var connections = through(proxy, Optional.empty(), "user:p%40ss@")) {
      assertThat(text(connections, get())).isEqualTo("by proxy");
      StubServer.Asked asked = proxy.asked().getFirst();
      assertThat(asked.target()).isEqualTo("http://store.example:81/path?query");
      assertThat(asked.header("proxy-authorization")).isEqualTo("Basic dXNlcjpwQHNz");
    }
  }

  @Test
  void tls_asksTheProxyForATunnel() throws IOException, GeneralSecurityException {
    var tls =
        new HttpRoute.Tls(SSLContext.getDefault().getSocketFactory(), HttpRoute.HostCheck.REQUIRED);
    try (var proxy = StubServer.start(_ -> StubServer.answer(407, ""));
        var connections = through(proxy, Optional.of(tls), "")) {
      assertThatThrownBy(() -> connections.send(get()))
          .isInstanceOf(ConnectException.class)
          .hasMessageContaining("407");
      assertThat(proxy.asked().getFirst().method()).isEqualTo("CONNECT");
      assertThat(proxy.asked().getFirst().target()).isEqualTo("store.example:81");
    }
  }

  private static HttpConnections through(
      StubServer proxy, Optional<HttpRoute.Tls> tls, String userInfo) {
    URI address = URI.create("http://" + userInfo + "127.0.0.1:" + proxy.port());
    var route =
        new HttpRoute("store.example", 81, tls, Optional.of(address), Duration.ofSeconds(5));
    return new HttpConnections(route, "test").start();
  }
}
