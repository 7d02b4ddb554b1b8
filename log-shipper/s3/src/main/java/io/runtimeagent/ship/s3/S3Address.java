package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Settings.Addressing;
import io.runtimeagent.ship.store.ObjectKey;
import java.net.URI;
import java.util.Locale;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/// Where a bucket answers. `basePath` is what stands before every key, without a slash at its end.
record S3Address(Protocol protocol, String host, int port, String basePath) {

  /// In the clear or not.
  enum Protocol {
    HTTP,
    HTTPS
  }

  /// The settings' own endpoint, or the one that the SDK's rules give for the region.
  static S3Address of(S3Settings settings, String region) {
    return settings
        .endpoint()
        .map(endpoint -> atEndpoint(settings, endpoint))
        .orElseGet(() -> ofUri(atAws(settings, region)));
  }

  private static S3Address atEndpoint(S3Settings settings, URI endpoint) {
    S3Address server = ofUri(endpoint);
    return switch (settings.addressing()) {
      case AUTO, PATH ->
          new S3Address(
              server.protocol,
              server.host,
              server.port,
              server.basePath + "/" + S3Encoding.path(settings.bucket()));
      case VIRTUAL_HOST ->
          new S3Address(
              server.protocol, settings.bucket() + "." + server.host, server.port, server.basePath);
    };
  }

  private static URI atAws(S3Settings settings, String region) {
    S3EndpointParams params =
        S3EndpointParams.builder()
            .region(Region.of(region))
            .bucket(settings.bucket())
            .forcePathStyle(settings.addressing() == Addressing.PATH)
            .build();
    return S3EndpointProvider.defaultProvider()
        .resolveEndpoint(params)
        .join()
        .endpointUrl()
        .toUri();
  }

  private static S3Address ofUri(URI uri) {
    Protocol protocol =
        uri.getScheme().toLowerCase(Locale.ROOT).equals("https") ? Protocol.HTTPS : Protocol.HTTP;
    int port = uri.getPort() > 0 ? uri.getPort() : protocol == Protocol.HTTPS ? 443 : 80;
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String host = uri.getHost();
    boolean bracketed = host.startsWith("[");
    return new S3Address(
        protocol,
        bracketed ? host.substring(1, host.length() - 1) : host,
        port,
        path.replaceAll("/+$", ""));
  }

  /// Whether it is Amazon's own service, whose rules are stricter than those of others.
  boolean isAmazon() {
    return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
  }

  /// The path of an object.
  String path(ObjectKey key) {
    return basePath + "/" + S3Encoding.path(key.value());
  }

  /// The path of the bucket itself.
  String path() {
    return basePath.isEmpty() ? "/" : basePath;
  }
}
