package io.runtimeagent.probe.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What makes one incident of many messages: it names the deployment and no pod, version or time,
/// so that every agent and every restart of it uses the same one.
final class DedupKey {
  /// PagerDuty takes no more.
  private static final int LONGEST = 255;

  static final String TEST = "runtime-agent-test:";

  private DedupKey() {}

  static String heartbeat(String deploymentId, String dagId) {
    return of("runtime-agent-heartbeat:" + deploymentId + ":" + dagId);
  }

  static String observer(String deploymentId) {
    return of("runtime-agent-heartbeat-observer:" + deploymentId);
  }

  static String shipping(String deploymentId, String host) {
    return of("runtime-agent-shipping:" + deploymentId + ":" + host);
  }

  static String test(String deploymentId) {
    return of(TEST + deploymentId);
  }

  /// Printable ASCII of bounded length; what had to be changed is told apart by a digest.
  private static String of(String text) {
    String plain = text.replaceAll("[^!-~]", "_");
    if (plain.equals(text) && text.length() <= LONGEST) {
      return text;
    }
    String digest = "-" + digest(text);
    return plain.substring(0, Math.min(plain.length(), LONGEST - digest.length())) + digest;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
