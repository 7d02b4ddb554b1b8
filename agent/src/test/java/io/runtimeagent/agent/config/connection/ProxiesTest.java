package io.runtimeagent.agent.config.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
  private final Findings findings = new Findings();

  private String proxy(Map<String, String> environment, String address) {
    return Proxies.of(environment, findings)
        .forAddress(URI.create(address))
        .map(SecretUrl::reveal)
        .map(URI::toString)
        .orElse("direct");
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://h, http://s:1",
    "'', http://h, http://p:2",
    "'', https://localhost:9000, direct",
    "'', http://127.0.0.1, direct",
    "'', http://[::1]:80, direct",
    "'*', https://h, direct",
    "'h', https://h, direct",
    "'h', https://x.h, direct",
    "'.h', https://x.h, direct",
    "'.h', https://h, direct",
    "'h', https://xh, http://s:1",
    "'h:8443', https://h:8443, direct",
    "'h:8443', https://h, http://s:1",
    "' a , H ', https://h, direct"
  })
  void address_isReachedAsTheEnvironmentSays(String noProxy, String address, String proxy) {
    Map<String, String> environment =
        Map.of("HTTPS_PROXY", "http://s:1", "http_proxy", "p:2", "NO_PROXY", noProxy);
    assertThat(proxy(environment, address)).isEqualTo(proxy);
    assertThat(findings.faults()).isEmpty();
  }

  @Test
  void lowerCase_winsOverUpperCase() {
    assertThat(proxy(Map.of("HTTPS_PROXY", "http://a", "https_proxy", "http://b"), "https://h"))
        .isEqualTo("http://b");
  }

  @Test
  void selector_saysTheSame() {
    var selector =
        Proxies.of(Map.of("https_proxy", "http://proxy", "no_proxy", "direct"), findings)
            .selector();
    assertThat(selector.select(URI.create("https://h")))
        .containsExactly(
            new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy", 3128)));
    assertThat(selector.select(URI.create("https://direct"))).containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void proxyThatCannotBeAsked_isAFault() {
    assertThat(proxy(Map.of("https_proxy", "socks5://u:s3cret@h"), "https://h"))
        .isEqualTo("direct");
    assertThat(findings.faults().getFirst().describe())
        .contains("https_proxy")
        .doesNotContain("s3cret");
  }
}
