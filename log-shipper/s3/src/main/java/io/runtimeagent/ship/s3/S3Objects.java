package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.S3Settings.Encryption;
import io.runtimeagent.ship.s3.http.HttpBody;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.ObjectRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The headers that an object comes with, and how they are read again.
final class S3Objects {
  static final String CHECKSUM = "x-amz-checksum-crc32c";
  static final String RECORD = "x-amz-meta-" + ObjectRecord.METADATA_NAME;

  private final Map<String, String> fixed;

  S3Objects(S3Settings settings) {
    var headers = new HashMap<String, String>();
    headers.put("content-type", "text/plain");
    settings.storageClass().ifPresent(name -> headers.put("x-amz-storage-class", name));
    switch (settings.encryption()) {
      case Encryption.BucketDefault() -> {}
      case Encryption.Aes256() -> headers.put("x-amz-server-side-encryption", "AES256");
      case Encryption.Kms(Optional<String> keyId) -> {
        headers.put("x-amz-server-side-encryption", "aws:kms");
        keyId.ifPresent(id -> headers.put("x-amz-server-side-encryption-aws-kms-key-id", id));
      }
    }
    fixed = Map.copyOf(headers);
  }

  /// The headers of a new object, which whoever asks may add to.
  Map<String, String> headers(Optional<ObjectRecord> record) {
    var headers = new HashMap<>(fixed);
    record.ifPresent(r -> headers.put(RECORD, r.encode()));
    return headers;
  }

  static Optional<ObjectRecord> record(HttpReply reply) {
    return reply.header(RECORD).flatMap(ObjectRecord::decode);
  }

  /// The version that a reply names.
  static String version(HttpReply reply) throws IOException {
    String tag = reply.header("etag").map(S3Encoding::bareTag).orElse("");
    if (tag.isEmpty()) {
      throw new IOException("The store's answer has no ETag.");
    }
    return tag;
  }

  static HttpBody body(Content content) {
    return new HttpBody() {
      @Override
      public long length() {
        return content.length();
      }

      @Override
      public InputStream open() throws IOException {
        return content.open();
      }
    };
  }
}
