package io.runtimeagent.ship.s3;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Everything that has to be known of a bucket: where it is, who writes, how objects are kept.
///
/// `region` and `endpoint` are found out when they are empty: the region by the SDK's chain or from
/// what the bucket answers, the endpoint from the region. `proxy` is
/// `http://[user:password@]host:port`.
public record S3Settings(
    String bucket,
    Optional<String> region,
    Optional<URI> endpoint,
    Addressing addressing,
    S3Credentials credentials,
    Encryption encryption,
    Optional<String> storageClass,
    Trust trust,
    PayloadSigning payloadSigning,
    Optional<URI> proxy) {

  public S3Settings {
    if (bucket.isEmpty() || bucket.chars().anyMatch(c -> c <= ' ' || c == '/' || c >= 127)) {
      throw new IllegalArgumentException("Not a bucket: '" + bucket + "'");
    }
    endpoint.ifPresent(uri -> requireHttp("endpoint", uri));
    proxy.ifPresent(uri -> requireHttp("proxy", uri));
  }

  /// A bucket with nothing said about it but its name and the writer.
  public static S3Settings of(String bucket, S3Credentials credentials) {
    return new S3Settings(
        bucket,
        Optional.empty(),
        Optional.empty(),
        Addressing.AUTO,
        credentials,
        new Encryption.BucketDefault(),
        Optional.empty(),
        new Trust.PublicAuthorities(),
        PayloadSigning.WHEN_NEEDED,
        Optional.empty());
  }

  /// The same bucket at an endpoint of its own.
  public S3Settings at(URI newEndpoint, String newRegion) {
    return new S3Settings(
        bucket,
        Optional.of(newRegion),
        Optional.of(newEndpoint),
        addressing,
        credentials,
        encryption,
        storageClass,
        trust,
        payloadSigning,
        proxy);
  }

  /// Not the proxy, whose address may have a password.
  @Override
  public String toString() {
    return "S3Settings[" + bucket + "]";
  }

  private static void requireHttp(String what, URI uri) {
    String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "Not an http or https address of a host for the " + what + ".");
    }
  }

  /// Where the bucket's name stands: in the host or in the path. `AUTO` is in the path for an
  /// endpoint of one's own, as boto3 has it, and what the SDK's rules say for AWS.
  public enum Addressing {
    AUTO,
    PATH,
    VIRTUAL_HOST
  }

  /// Whether the signature covers the body. `WHEN_NEEDED` leaves that out where TLS or the signed
  /// checksum, verified by the server, already protects the body.
  public enum PayloadSigning {
    WHEN_NEEDED,
    ALWAYS
  }

  /// How the store encrypts what it keeps.
  public sealed interface Encryption {
    record BucketDefault() implements Encryption {}

    record Aes256() implements Encryption {}

    /// Without a key the account's default one.
    record Kms(Optional<String> keyId) implements Encryption {}
  }

  /// Whose certificates are believed.
  public sealed interface Trust {
    record PublicAuthorities() implements Trust {}

    /// Only those that an authority of this PEM file signed.
    record Authorities(Path file) implements Trust {}

    /// Anybody's: for tests, and for those who said so.
    record Anybody() implements Trust {}
  }
}
