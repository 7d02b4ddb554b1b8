package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.store.ObjectKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The addresses of Google's JSON API. Keys and parameters are encoded byte by byte, so every
/// character of a key is a character of the object's name.
final class GcsAddresses {
  static final String WRITTEN = "generation,size,crc32c";
  private static final String LOOKED_AT = "generation,size,crc32c,metadata";
  private static final String LISTED =
      "nextPageToken,items(name,generation,size,crc32c,md5Hash,timeCreated,metadata)";
  private static final String UNRESERVED =
      "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final String bucket;
  private final String objects;
  private final String uploads;

  GcsAddresses(String host, String bucket) {
    String path = "/storage/v1/b/" + encode(bucket) + "/o";
    this.bucket = host + "/storage/v1/b/" + encode(bucket);
    this.objects = host + path;
    this.uploads = host + "/upload" + path + "?uploadType=multipart&fields=" + WRITTEN;
  }

  /// A generation of 0 stands for "there is none".
  URI upload(String ifGeneration) {
    return URI.create(uploads + "&ifGenerationMatch=" + encode(ifGeneration));
  }

  /// What the bucket does with what is replaced.
  URI keeping() {
    return URI.create(bucket + "?fields=versioning,softDeletePolicy");
  }

  URI inspect(ObjectKey key) {
    return URI.create(object(key) + "?fields=" + LOOKED_AT);
  }

  URI compose(ObjectKey key, String ifGeneration) {
    return URI.create(
        object(key) + "/compose?fields=" + WRITTEN + "&ifGenerationMatch=" + encode(ifGeneration));
  }

  /// To remove whatever stands there now, if it is that generation.
  URI current(ObjectKey key, String generation) {
    return URI.create(object(key) + "?ifGenerationMatch=" + encode(generation));
  }

  /// To remove that generation for good, also from a bucket that keeps versions.
  URI generation(ObjectKey key, String generation) {
    return URI.create(object(key) + "?generation=" + encode(generation));
  }

  URI list(String prefix, String pageToken) {
    String address = objects + "?fields=" + encode(LISTED) + "&prefix=" + encode(prefix);
    return URI.create(pageToken.isEmpty() ? address : address + "&pageToken=" + encode(pageToken));
  }

  private String object(ObjectKey key) {
    return objects + "/" + encode(key.value());
  }

  private static String encode(String text) {
    var encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
      }
    }
    return encoded.toString();
  }
}
