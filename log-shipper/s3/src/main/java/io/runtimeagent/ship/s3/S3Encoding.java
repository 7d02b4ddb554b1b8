package io.runtimeagent.ship.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;

/// The ways in which S3 wants text written: names in paths and queries, checksums, ETags.
final class S3Encoding {
  private static final String HEX = "0123456789ABCDEF";

  private S3Encoding() {}

  /// A key as a path: every byte but letters, digits, `-._~` and `/` as `%XX`. Nothing is
  /// normalised.
  static String path(String key) {
    return encode(key, true);
  }

  /// A query with its names in order; a name without value keeps its `=`.
  static String query(SortedMap<String, String> parameters) {
    var text = new StringBuilder();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      text.append(text.isEmpty() ? "" : "&");
      text.append(encode(parameter.getKey(), false)).append('=');
      text.append(encode(parameter.getValue(), false));
    }
    return text.toString();
  }

  private static String encode(String text, boolean keepsSlash) {
    var encoded = new StringBuilder(text.length() + 32);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || (keepsSlash && c == '/')) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  /// A key out of a listing that was asked for in url encoding.
  static String decoded(String listed) {
    return URLDecoder.decode(listed, StandardCharsets.UTF_8);
  }

  /// A CRC-32C as headers carry it.
  static String checksum(int crc32c) {
    byte[] bytes = {
      (byte) (crc32c >>> 24), (byte) (crc32c >>> 16), (byte) (crc32c >>> 8), (byte) crc32c
    };
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// An ETag without its quotes, which not every server sends.
  static String bareTag(String tag) {
    boolean quoted = tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"");
    return quoted ? tag.substring(1, tag.length() - 1) : tag;
  }

  static String quotedTag(String version) {
    return '"' + version + '"';
  }
}
