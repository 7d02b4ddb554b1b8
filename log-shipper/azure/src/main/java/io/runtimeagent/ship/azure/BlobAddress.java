package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.store.ObjectKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Where the blobs of one container are. Keys are literal: every byte that has a meaning in an
/// address is escaped.
///
/// `container` has no slash at its end; `query` has what every request must carry (a shared access
/// signature), without `?`, perhaps empty.
record BlobAddress(String container, String query) {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  static BlobAddress of(URI serviceUrl, String container, String signature) {
    String text = serviceUrl.toString();
    int mark = text.indexOf('?');
    String path = mark < 0 ? text : text.substring(0, mark);
    String own = Optional.ofNullable(serviceUrl.getRawQuery()).orElse("");
    String given = signature.startsWith("?") ? signature.substring(1) : signature;
    String base = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return new BlobAddress(
        base + "/" + escaped(container), own.isEmpty() ? given : join(own, given));
  }

  /// The account's name: the first label of the host, or the first part of the path where the host
  /// is none of Azure's.
  static String account(URI serviceUrl) {
    String host = Optional.ofNullable(serviceUrl.getHost()).orElse("");
    String path = Optional.ofNullable(serviceUrl.getPath()).orElse("");
    String[] names = path.split("/", -1);
    return names.length > 1 && !names[1].isEmpty() ? names[1] : host.split("\\.", 2)[0];
  }

  String blob(ObjectKey key, String more) {
    return container + "/" + escaped(key.value()) + question(more);
  }

  String list(String prefix, String marker, int most) {
    String more =
        "restype=container&comp=list&include=metadata&maxresults=%d&prefix=%s"
            .formatted(most, escapedValue(prefix));
    return container + question(marker.isEmpty() ? more : more + "&marker=" + escapedValue(marker));
  }

  /// Any blob of the container with its version, if there is one and it has any.
  String anyVersion() {
    return container + question("restype=container&comp=list&include=versions&maxresults=1");
  }

  /// What the account does with blobs, in general.
  String service() {
    String account = container.substring(0, container.lastIndexOf('/'));
    return account + "/" + question("restype=service&comp=properties");
  }

  private String question(String more) {
    String all = join(more, query);
    return all.isEmpty() ? "" : "?" + all;
  }

  private static String join(String first, String second) {
    return first.isEmpty() || second.isEmpty() ? first + second : first + "&" + second;
  }

  private static String escapedValue(String text) {
    return escaped(text).replace("/", "%2F");
  }

  private static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 32);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b > 0 && PLAIN.indexOf(b) >= 0) {
        escaped.append((char) b);
      } else {
        escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return escaped.toString();
  }
}
