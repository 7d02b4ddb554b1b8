package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.connection.S3Addressing;
import io.runtimeagent.agent.config.connection.S3Connection;
import io.runtimeagent.agent.config.connection.S3ConnectionReader;
import io.runtimeagent.agent.config.connection.S3Encryption;
import io.runtimeagent.agent.config.fault.Fault;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The connection to S3, with what our own keys say in the place of what it says.
final class S3Store {
  private final ConfigInput input;
  private final ConfigValues values;
  private final ConnectionFinder finder;

  S3Store(ConfigInput input, ConfigValues values, Optional<AirflowVersion> version) {
    this.input = input;
    this.values = values;
    this.finder = new ConnectionFinder(input, values, version);
  }

  Optional<S3Connection> read() {
    return switch (finder.find()) {
      case ConnectionFinder.Search.Found(var connection) -> {
        S3Connection read =
            S3ConnectionReader.read(connection, input.environment(), values.findings());
        yield Optional.of(overridden(read, "connection, " + connection.source()));
      }
      case ConnectionFinder.Search.NotFound() -> {
        S3Connection none =
            S3ConnectionReader.withoutConnection(input.environment(), values.findings());
        yield Optional.of(overridden(none, "default"));
      }
      case ConnectionFinder.Search.Unusable() -> Optional.empty();
    };
  }

  private S3Connection overridden(S3Connection read, String source) {
    return new S3Connection(
        read.credentials(),
        read.role(),
        values.find(StoreSettings.S3_REGION).orElseGet(() -> region(read, source)),
        values.find(StoreSettings.S3_ENDPOINT_URL).orElseGet(() -> endpoint(read, source)),
        values
            .find(StoreSettings.S3_PATH_STYLE)
            .map(path -> path ? S3Addressing.PATH : S3Addressing.VIRTUAL_HOST)
            .orElseGet(() -> addressing(read, source)),
        read.trust(),
        encryption(),
        values.find(StoreSettings.S3_STORAGE_CLASS).orElse(null),
        read.payloadSigning(),
        read.proxies());
  }

  private @Nullable String region(S3Connection read, String source) {
    String region = read.region();
    if (region != null) {
      values.derived(StoreSettings.S3_REGION, region, source);
    }
    return region;
  }

  private @Nullable URI endpoint(S3Connection read, String source) {
    URI endpoint = read.endpoint();
    if (endpoint == null) {
      return endpointOfEnvironment().orElse(null);
    }
    shown(endpoint, source);
    return endpoint;
  }

  /// The variables that the SDK and boto know.
  private Optional<URI> endpointOfEnvironment() {
    if ("true".equalsIgnoreCase(input.environment().get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
      return Optional.empty();
    }
    return Stream.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        .filter(name -> !input.environment().getOrDefault(name, "").isBlank())
        .findFirst()
        .flatMap(this::endpointOf);
  }

  private Optional<URI> endpointOf(String variable) {
    String text = input.environment().getOrDefault(variable, "");
    Optional<URI> endpoint = StoreSettings.S3_ENDPOINT_URL.type().parse(text);
    endpoint.ifPresentOrElse(
        url -> shown(url, variable),
        () -> {
          String accepted = StoreSettings.S3_ENDPOINT_URL.type().accepted();
          String masked = Visibility.OPEN.show(text);
          values.findings().fault(new Fault(variable, "environment", masked, accepted));
        });
    return endpoint;
  }

  private void shown(URI endpoint, String source) {
    String shown = Visibility.OPEN.show(endpoint.toString());
    values.derived(StoreSettings.S3_ENDPOINT_URL, shown, source);
  }

  private S3Addressing addressing(S3Connection read, String source) {
    if (read.addressing() != S3Addressing.AUTO) {
      String shown = Boolean.toString(read.addressing() == S3Addressing.PATH);
      values.derived(StoreSettings.S3_PATH_STYLE, shown, source);
    }
    return read.addressing();
  }

  private S3Encryption encryption() {
    Optional<String> key = values.find(StoreSettings.S3_KMS_KEY_ID);
    boolean encrypt = values.flag(AirflowSettings.ENCRYPT_S3_LOGS);
    Optional<Sse> said = values.find(StoreSettings.S3_SSE);
    if (said.isEmpty() && encrypt && key.isEmpty()) {
      values.derived(StoreSettings.S3_SSE, "AES256", "[logging] encrypt_s3_logs");
    }
    Sse sse = said.orElse(key.isPresent() ? Sse.KMS : encrypt ? Sse.AES256 : Sse.NONE);
    if (key.isPresent() && (sse == Sse.NONE || sse == Sse.AES256)) {
      values.misfit(StoreSettings.S3_KMS_KEY_ID, "a key only together with s3_sse aws:kms");
    }
    return switch (sse) {
      case NONE -> new S3Encryption.BucketDefault();
      case AES256 -> new S3Encryption.S3Managed();
      case KMS -> new S3Encryption.Kms(key.orElse(null));
    };
  }
}
