package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.s3.ChecksumUse.Checksum;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes objects whole, in one conditional request.
final class S3Writer {
  private final S3Gateway gateway;
  private final S3Objects objects;
  private final ChecksumUse checksums = new ChecksumUse(List.of(Checksum.BODY, Checksum.NONE));

  S3Writer(S3Gateway gateway, S3Objects objects) {
    this.gateway = gateway;
    this.objects = objects;
  }

  /// What is to stand at a key afterwards.
  record Whole(ObjectKey key, Content content, Optional<ObjectRecord> record) {}

  /// `condition` is the header that says what must be there now.
  S3Write put(Operation operation, Whole whole, Map.Entry<String, String> condition) {
    Map<String, String> headers = objects.headers(whole.record());
    headers.put(condition.getKey(), condition.getValue());
    S3Request request = S3Request.of(operation, "PUT", whole.key());
    return checksums.write(checksum -> attempt(request, headers, whole, checksum));
  }

  private S3Write attempt(
      S3Request request, Map<String, String> headers, Whole whole, Checksum checksum) {
    switch (checksum) {
      case OBJECT, BODY ->
          headers.put(S3Objects.CHECKSUM, S3Encoding.checksum(whole.content().crc32c()));
      case NONE -> headers.remove(S3Objects.CHECKSUM);
    }
    S3Request sent = request.with(headers).sending(S3Objects.body(whole.content()));
    return switch (gateway.send(sent)) {
      case S3Answer.Failed(S3Verdict verdict) -> new S3Write.Failed(verdict);
      case S3Answer.Accepted(HttpReply reply) -> stored(whole, reply);
    };
  }

  private static S3Write stored(Whole whole, HttpReply reply) {
    try (reply) {
      return new S3Write.Stored(
          new StoredObject(S3Objects.version(reply), whole.content().length(), whole.record()));
    } catch (IOException e) {
      return new S3Write.Failed(S3Faults.judge(e));
    }
  }
}
