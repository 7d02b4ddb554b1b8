package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Credentials.AssumeRole;
import io.runtimeagent.ship.s3.S3Credentials.StaticKeys;
import io.runtimeagent.ship.s3.S3Credentials.WebIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleWithWebIdentityCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// Who signs. The SDK's providers do the work: they read files again, renew sessions before they
/// end, and keep what they have got.
final class S3Identity implements AutoCloseable {
  /// Proxies, and who logs in to them, are those of the JVM.
  private static final ProxyConfiguration OF_THE_JVM =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariablesValues(false)
          .build();

  private final S3Credentials credentials;
  private final Supplier<String> region;
  private final ReentrantLock making = new ReentrantLock();
  private final List<SdkAutoCloseable> toClose = new ArrayList<>();
  private volatile @Nullable AwsCredentialsProvider provider;

  /// `region` is asked when a role has to be assumed.
  S3Identity(S3Credentials credentials, Supplier<String> region) {
    this.credentials = credentials;
    this.region = region;
  }

  /// The credentials of this moment; `SdkException` when there are none.
  AwsCredentialsIdentity resolve() {
    AwsCredentialsProvider made = provider;
    return (made == null ? make() : made).resolveCredentials();
  }

  private AwsCredentialsProvider make() {
    making.lock();
    try {
      AwsCredentialsProvider made = provider;
      if (made == null) {
        made = providerOf(credentials);
        provider = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  private AwsCredentialsProvider providerOf(S3Credentials of) {
    return switch (of) {
      case StaticKeys keys -> fixed(keys);
      case S3Credentials.DefaultChain() -> closing(DefaultCredentialsProvider.builder().build());
      case S3Credentials.Profile(String name) -> closing(ProfileCredentialsProvider.create(name));
      case AssumeRole role -> assumed(role);
      case WebIdentity web -> assumed(web);
    };
  }

  private static AwsCredentialsProvider fixed(StaticKeys keys) {
    return StaticCredentialsProvider.create(
        keys.sessionToken().isPresent()
            ? AwsSessionCredentials.create(
                keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken().get())
            : AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
  }

  private AwsCredentialsProvider assumed(AssumeRole role) {
    AssumeRoleRequest.Builder request =
        AssumeRoleRequest.builder().roleArn(role.roleArn()).roleSessionName(role.sessionName());
    role.externalId().ifPresent(request::externalId);
    role.duration().ifPresent(d -> request.durationSeconds((int) d.toSeconds()));
    StsClient sts = sts(providerOf(role.base()), role.stsEndpoint());
    return closing(
        StsAssumeRoleCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(request.build())
            .build());
  }

  private AwsCredentialsProvider assumed(WebIdentity web) {
    StsClient sts = sts(AnonymousCredentialsProvider.create(), web.stsEndpoint());
    return closing(
        StsAssumeRoleWithWebIdentityCredentialsProvider.builder()
            .stsClient(sts)
            .refreshRequest(() -> request(web))
            .build());
  }

  /// The token is read each time, since Kubernetes replaces it.
  private static AssumeRoleWithWebIdentityRequest request(WebIdentity web) {
    AssumeRoleWithWebIdentityRequest.Builder request =
        AssumeRoleWithWebIdentityRequest.builder()
            .roleArn(web.roleArn())
            .roleSessionName(web.sessionName());
    web.duration().map(Duration::toSeconds).map(Long::intValue).ifPresent(request::durationSeconds);
    try {
      return request.webIdentityToken(Files.readString(web.tokenFile()).strip()).build();
    } catch (IOException e) {
      throw SdkClientException.create("Cannot read the token file " + web.tokenFile() + ".", e);
    }
  }

  private StsClient sts(AwsCredentialsProvider base, Optional<URI> endpoint) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(Region.of(region.get()))
            .credentialsProvider(base)
            .httpClientBuilder(UrlConnectionHttpClient.builder().proxyConfiguration(OF_THE_JVM));
    endpoint.ifPresent(builder::endpointOverride);
    return closing(builder.build());
  }

  private <T extends SdkAutoCloseable> T closing(T resource) {
    toClose.add(resource);
    return resource;
  }

  @Override
  public void close() {
    making.lock();
    try {
      toClose.reversed().forEach(SdkAutoCloseable::close);
      toClose.clear();
    } finally {
      making.unlock();
    }
  }
}
