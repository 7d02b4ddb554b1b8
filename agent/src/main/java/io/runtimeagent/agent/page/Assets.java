package io.runtimeagent.agent.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The page's style and script, which stand in the page itself: a browser runs them because the
/// page's policy names their digests, and runs nothing else.
public record Assets(String style, String script) {

  public static Assets read() {
    return new Assets(resource("page.css"), resource("page.js"));
  }

  String styleHash() {
    return hash(style);
  }

  String scriptHash() {
    return hash(script);
  }

  /// A disc, or a square where something is wrong.
  static String icon(boolean trouble) {
    String shape =
        trouble
            ? "<rect width='16' height='16' rx='3' fill='%23c62a2f'/>"
            : "<circle cx='8' cy='8' r='8' fill='%2318794e'/>";
    return "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        + shape
        + "</svg>";
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
