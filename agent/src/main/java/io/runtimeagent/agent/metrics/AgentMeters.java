package io.runtimeagent.agent.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import io.runtimeagent.agent.http.HttpFigures;
import java.util.Arrays;

/// All figures of this process, and their text for Prometheus.
public final class AgentMeters {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpMeters http = new HttpMeters(registry);

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /// Figures about the build, the process and the virtual machine.
  public void start(String version, String revision) {
    Info.builder()
        .name(Names.BUILD_INFO)
        .help("Build of the agent.")
        .labelNames("version", "revision", "java_version")
        .register(registry.getPrometheusRegistry())
        .setLabelValues(version, revision, Runtime.version().toString());
    ProcessMeters.ofThisProcess().register(registry);
    JvmMeters.register(registry);
  }

  /// What is counted of HTTP.
  public HttpFigures http() {
    return http;
  }

  /// The text in the format that fits an `Accept` header, and that format's content type.
  public Exposition expose(String accept) {
    double open = quality(accept, "application/openmetrics-text");
    String contentType = open > 0 && open >= quality(accept, "text/plain") ? OPEN_METRICS : TEXT;
    return new Exposition(contentType, registry.scrape(contentType));
  }

  /// How welcome a media type is by an `Accept` header (RFC 9110, section 12.5.1), 0 if not named.
  private static double quality(String accept, String type) {
    return Arrays.stream(accept.split(",", -1))
        .map(range -> range.split(";", -1))
        .filter(range -> range[0].strip().equalsIgnoreCase(type))
        .mapToDouble(AgentMeters::weight)
        .max()
        .orElse(0);
  }

  private static double weight(String[] range) {
    for (String parameter : range) {
      String name = parameter.strip();
      if (name.regionMatches(true, 0, "q=", 0, 2)) {
        return name.matches("..(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")
            ? Double.parseDouble(name.substring(2))
            : 0;
      }
    }
    return 1;
  }

  /// A scrape's answer.
  public record Exposition(String contentType, String text) {}
}
