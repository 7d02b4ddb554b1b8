package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.runtimeagent.agent.http.HttpFigures;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts what the HTTP port could not do and would not do.
final class HttpMeters implements HttpFigures {
  private final Counter bindFailures;
  private final Map<String, Counter> refused;
  private final Counter other;

  HttpMeters(MeterRegistry registry) {
    bindFailures =
        Counter.builder(Names.HTTP_BIND_FAILURES)
            .description("Attempts to listen on the HTTP port that failed.")
            .register(registry);
    refused =
        Stream.of("400", "401", "403", "404", "405", "414", "431", "500", "503")
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), status -> counter(registry, status)));
    other = counter(registry, "other");
  }

  private static Counter counter(MeterRegistry registry, String status) {
    return Counter.builder(Names.HTTP_REFUSED)
        .description("Requests answered with a status of 400 or more.")
        .tag("status", status)
        .register(registry);
  }

  @Override
  public void bindFailed() {
    bindFailures.increment();
  }

  @Override
  public void refused(int status) {
    refused.getOrDefault(Integer.toString(status), other).increment();
  }
}
