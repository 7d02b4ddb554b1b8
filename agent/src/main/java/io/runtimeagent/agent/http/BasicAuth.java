package io.runtimeagent.agent.http;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Verifies names and passwords (RFC 7617) against bcrypt hashes. A hash costs a tenth of a second
/// by intent, so one is worked on at a time, and what was right or wrong is remembered for a while.
final class BasicAuth {
  private static final int REMEMBERED = 100;

  /// Verified for an unknown name, so that its answer takes as long.
  private static final String NOBODY =
      "$2a$10$abcdefghijklmnopqrstuuO7lqvVbfgmPYiWpgI2sMKvhUYbyuLDW";

  private final ReentrantLock one = new ReentrantLock();
  private final Map<String, Boolean> known = new HashMap<>();
  private final byte[] salt = new byte[16];

  BasicAuth() {
    new SecureRandom().nextBytes(salt);
  }

  boolean accepts(String authorization, Map<String, String> users) {
    String credentials = credentials(authorization);
    if (credentials == null) {
      return false;
    }
    int colon = credentials.indexOf(':');
    if (colon < 0) {
      return false;
    }
    @Nullable String hash = users.get(credentials.substring(0, colon));
    String checked = hash == null ? NOBODY : hash;
    one.lock();
    try {
      boolean fits =
          verdict(digest(credentials, checked), credentials.substring(colon + 1), checked);
      return fits && hash != null;
    } finally {
      one.unlock();
    }
  }

  private boolean verdict(String key, String password, String hash) {
    Boolean before = known.get(key);
    if (before != null) {
      return before;
    }
    if (known.size() >= REMEMBERED) {
      known.clear();
    }
    boolean fits =
        BCrypt.verifyer()
            .verify(
                password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8))
            .verified;
    known.put(key, fits);
    return fits;
  }

  private static @Nullable String credentials(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(authorization.substring(6).strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private String digest(String credentials, String hash) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(salt);
      sha.update(hash.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(credentials.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
