package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.http.HttpConnections;
import io.runtimeagent.ship.s3.http.HttpRoute;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/// Where the bucket is, as far as is known: begins with what is configured, and moves when the
/// bucket says that it is elsewhere.
final class S3Site implements AutoCloseable {
  private static final String FIRST_GUESS = "us-east-1";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final S3Settings settings;
  private final ReentrantLock moving = new ReentrantLock();
  private volatile @Nullable Place current;

  S3Site(S3Settings settings) {
    this.settings = settings;
  }

  /// A region, the bucket's address there, and the connections to it.
  record Place(String region, S3Address address, HttpConnections connections) {
    Place in(String otherRegion) {
      return new Place(otherRegion, address, connections);
    }
  }

  void start() {
    current = at(settings.region().orElseGet(S3Site::configuredRegion));
  }

  Place place() {
    Place place = current;
    if (place == null) {
      throw new IllegalStateException("The store has not been started.");
    }
    return place;
  }

  String region() {
    return place().region();
  }

  /// Goes where the bucket says it is; false when we are there.
  boolean moveTo(String region) {
    moving.lock();
    try {
      Place old = place();
      if (region.equals(old.region()) || region.isEmpty() || region.length() > 64) {
        return false;
      }
      current = settings.endpoint().isPresent() ? old.in(region) : at(region);
      if (settings.endpoint().isEmpty()) {
        old.connections().retire();
      }
      return true;
    } finally {
      moving.unlock();
    }
  }

  private Place at(String region) {
    S3Address address = S3Address.of(settings, region);
    Optional<HttpRoute.Tls> tls =
        address.protocol() == S3Address.Protocol.HTTPS
            ? Optional.of(S3Trust.tls(settings.trust()))
            : Optional.empty();
    var route =
        new HttpRoute(address.host(), address.port(), tls, settings.proxy(), CONNECT_TIMEOUT);
    return new Place(region, address, new HttpConnections(route, "runtime-agent").start());
  }

  /// The region of the environment or the profile. That of the machine is not asked: the bucket
  /// itself knows better, and says so.
  private static String configuredRegion() {
    try {
      return new AwsRegionProviderChain(
              new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
          .getRegion()
          .id();
    } catch (SdkException expected) {
      return FIRST_GUESS;
    }
  }

  @Override
  public void close() {
    Place place = current;
    if (place != null) {
      place.connections().close();
    }
  }
}
