package io.runtimeagent.agent.store;

import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.config.connection.S3Addressing;
import io.runtimeagent.agent.config.connection.S3Connection;
import io.runtimeagent.agent.config.connection.S3Encryption;
import io.runtimeagent.agent.config.connection.S3PayloadSigning;
import io.runtimeagent.agent.config.connection.S3Role;
import io.runtimeagent.agent.config.connection.TlsTrust;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.config.secret.SecretUrl;
import io.runtimeagent.ship.s3.S3Credentials;
import io.runtimeagent.ship.s3.S3Settings;
import io.runtimeagent.ship.s3.S3Settings.Addressing;
import io.runtimeagent.ship.s3.S3Settings.Encryption;
import io.runtimeagent.ship.s3.S3Settings.PayloadSigning;
import io.runtimeagent.ship.s3.S3Settings.Trust;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The S3 store's own words for what the configuration says.
final class S3Mapping {
  private S3Mapping() {}

  static S3Settings of(Destination.S3 destination) {
    S3Connection connection = destination.connection();
    return new S3Settings(
        destination.bucket(),
        Optional.ofNullable(connection.region()),
        Optional.ofNullable(connection.endpoint()),
        addressing(connection.addressing()),
        credentials(connection),
        encryption(connection.encryption()),
        Optional.ofNullable(connection.storageClass()),
        trust(connection.trust()),
        signing(connection.payloadSigning()),
        connection.proxy().map(SecretUrl::reveal));
  }

  private static PayloadSigning signing(S3PayloadSigning signing) {
    return switch (signing) {
      case WHEN_NEEDED -> PayloadSigning.WHEN_NEEDED;
      case ALWAYS -> PayloadSigning.ALWAYS;
    };
  }

  private static Addressing addressing(S3Addressing addressing) {
    return switch (addressing) {
      case AUTO -> Addressing.AUTO;
      case PATH -> Addressing.PATH;
      case VIRTUAL_HOST -> Addressing.VIRTUAL_HOST;
    };
  }

  private static Encryption encryption(S3Encryption encryption) {
    return switch (encryption) {
      case S3Encryption.BucketDefault() -> new Encryption.BucketDefault();
      case S3Encryption.S3Managed() -> new Encryption.Aes256();
      case S3Encryption.Kms(var keyId) -> new Encryption.Kms(Optional.ofNullable(keyId));
    };
  }

  private static Trust trust(TlsTrust trust) {
    return switch (trust) {
      case TlsTrust.Default() -> new Trust.PublicAuthorities();
      case TlsTrust.Authorities(var file) -> new Trust.Authorities(file);
      case TlsTrust.Everyone() -> new Trust.Anybody();
    };
  }

  private static S3Credentials credentials(S3Connection connection) {
    S3Credentials own = credentials(connection.credentials());
    return switch (connection.role()) {
      case null -> own;
      case S3Role.Assumed(var arn, var session, var sts, var externalId) ->
          new S3Credentials.AssumeRole(
              own,
              arn,
              session.name(),
              Optional.ofNullable(externalId),
              Optional.ofNullable(session.duration()),
              Optional.ofNullable(sts));
      case S3Role.WebIdentity(var arn, var session, var sts, var tokenFile) ->
          new S3Credentials.WebIdentity(
              arn,
              session.name(),
              tokenFile,
              Optional.ofNullable(session.duration()),
              Optional.ofNullable(sts));
    };
  }

  private static S3Credentials credentials(
      io.runtimeagent.agent.config.connection.S3Credentials credentials) {
    return switch (credentials) {
      case io.runtimeagent.agent.config.connection.S3Credentials.DefaultChain() ->
          new S3Credentials.DefaultChain();
      case io.runtimeagent.agent.config.connection.S3Credentials.Profile(String name) ->
          new S3Credentials.Profile(name);
      case io.runtimeagent.agent.config.connection.S3Credentials.Keys(
              Secret id,
              Secret key,
              @Nullable Secret token) ->
          new S3Credentials.StaticKeys(
              id.reveal(), key.reveal(), Optional.ofNullable(token).map(Secret::reveal));
    };
  }
}
