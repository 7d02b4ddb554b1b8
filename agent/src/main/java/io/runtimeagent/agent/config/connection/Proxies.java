package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.Masking;
import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The proxies that the environment names, read as Python reads them: `https_proxy`, `http_proxy`
/// and `no_proxy`, in lower case before upper case. The loopback is always reached directly, and so
/// are the services of the machine that give it credentials.
public record Proxies(@Nullable SecretUrl http, @Nullable SecretUrl https, List<String> direct) {
  private static final List<String> HERE =
      List.of("localhost", "127.0.0.1", "::1", "metadata.google.internal");

  private static final String LINK_LOCAL = "169.254.";

  public Proxies {
    direct = List.copyOf(direct);
  }

  /// No proxy for anything.
  public static Proxies none() {
    return new Proxies(null, null, List.of());
  }

  public static Proxies of(Map<String, String> environment, Findings findings) {
    List<String> direct =
        Arrays.stream(variable(environment, "no_proxy").toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
    return new Proxies(
        proxy(environment, "http_proxy", findings),
        proxy(environment, "https_proxy", findings),
        direct);
  }

  private static @Nullable SecretUrl proxy(
      Map<String, String> environment, String name, Findings findings) {
    String text = variable(environment, name);
    if (text.isEmpty()) {
      return null;
    }
    Optional<SecretUrl> proxy = parse(text);
    if (proxy.isEmpty()) {
      String accepted = "a proxy such as http://proxy:3128.";
      findings.fault(new Fault(name, "environment", Masking.ofUrl(text), accepted));
    }
    return proxy.orElse(null);
  }

  private static String variable(Map<String, String> environment, String name) {
    String upper = environment.getOrDefault(name.toUpperCase(Locale.ROOT), "");
    return environment.getOrDefault(name, upper).strip();
  }

  /// A proxy that is asked over plain HTTP; the scheme may be left out.
  static Optional<SecretUrl> parse(String text) {
    return Urls.http(text.contains("://") ? text : "http://" + text)
        .filter(uri -> "http".equalsIgnoreCase(uri.getScheme()))
        .map(SecretUrl::new);
  }

  /// The proxy for requests to this address; nothing when it is reached directly.
  public Optional<SecretUrl> forAddress(URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    if (host.isEmpty() || isDirect(host.replaceAll("[\\[\\]]", ""), address.getPort())) {
      return Optional.empty();
    }
    return Optional.ofNullable("http".equalsIgnoreCase(address.getScheme()) ? http : https);
  }

  /// The same for the JDK's own HTTP clients.
  public ProxySelector selector() {
    return new ProxySelection(this);
  }

  /// Logs in to the proxies, and to nobody else; nothing when they ask for no login.
  public Optional<Authenticator> login() {
    boolean asked =
        Stream.of(Optional.ofNullable(http), Optional.ofNullable(https))
            .flatMap(Optional::stream)
            .anyMatch(proxy -> proxy.reveal().getRawUserInfo() != null);
    return asked ? Optional.of(new ProxyLogin(this)) : Optional.empty();
  }

  private boolean isDirect(String host, int port) {
    return HERE.contains(host)
        || host.startsWith(LINK_LOCAL)
        || direct.stream().anyMatch(name -> covers(name, host) || covers(name, host + ":" + port));
  }

  /// A name covers itself and what lies below it.
  private static boolean covers(String name, String host) {
    String bare = name.startsWith(".") ? name.substring(1) : name;
    return name.equals("*") || host.equals(bare) || host.endsWith("." + bare);
  }
}
