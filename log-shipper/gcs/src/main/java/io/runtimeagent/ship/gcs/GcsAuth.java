package io.runtimeagent.ship.gcs;

import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.NoCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Credentials, found when they are first needed: an absent key holds the logs, it does not stop
/// the agent. The library fetches tokens and renews them.
final class GcsAuth {
  private static final String CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";
  private static final int TOKEN_SECONDS = 3_600;

  private final GcsAccess access;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Credentials loaded;

  GcsAuth(GcsAccess access) {
    this.access = access;
  }

  /// The headers that authorize a request. Anything that fails here fails before a request is sent.
  Map<String, List<String>> headers(URI address) throws IOException {
    return access.credentials() instanceof GcsCredentials.Anonymous
        ? Map.of()
        : credentials().getRequestMetadata(address);
  }

  Credentials credentials() throws IOException {
    Credentials found = loaded;
    if (found != null) {
      return found;
    }
    loading.lock();
    try {
      Credentials before = loaded;
      if (before != null) {
        return before;
      }
      Credentials now = load();
      loaded = now;
      return now;
    } finally {
      loading.unlock();
    }
  }

  private Credentials load() throws IOException {
    return switch (access.credentials()) {
      case GcsCredentials.Anonymous() -> NoCredentials.getInstance();
      case GcsCredentials.ApplicationDefault() -> grant(GoogleCredentials.getApplicationDefault());
      case GcsCredentials.KeyFile(Path file) -> {
        try (InputStream in = Files.newInputStream(file)) {
          yield grant(parse(in, file.toString()));
        }
      }
      case GcsCredentials.KeyText(String json) ->
          grant(
              parse(
                  new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
                  "the connection's key"));
    };
  }

  /// The parser's own words may quote the key, so they are not passed on.
  private static GoogleCredentials parse(InputStream in, String name) throws IOException {
    try {
      GoogleCredentials parsed = GoogleCredentials.fromStream(in);
      // Whoever asked tries again anyway, and waits as long as everybody else does.
      return parsed instanceof ServiceAccountCredentials account
          ? account.createWithCustomRetryStrategy(false)
          : parsed;
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s is not a key that can be used (%s).".formatted(name, e.getClass().getSimpleName()));
    }
  }

  private GoogleCredentials grant(GoogleCredentials source) {
    GoogleCredentials granted =
        access.impersonationChain().isEmpty()
            ? source.createScoped(access.scopes())
            : impersonated(source);
    return access.quotaProject().map(granted::createWithQuotaProject).orElse(granted);
  }

  private GoogleCredentials impersonated(GoogleCredentials source) {
    List<String> chain = access.impersonationChain();
    return ImpersonatedCredentials.create(
        source.createScoped(CLOUD_PLATFORM),
        chain.getLast(),
        chain.subList(0, chain.size() - 1),
        access.scopes(),
        TOKEN_SECONDS);
  }
}
