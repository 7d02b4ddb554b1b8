package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.io.IOException;
import java.util.Map;

/// Asks whether the bucket keeps the old versions of its objects.
final class S3Versioning {
  private static final int MAX_ANSWER = 64 * 1024;

  private final S3Gateway gateway;

  S3Versioning(S3Gateway gateway) {
    this.gateway = gateway;
  }

  OldVersions ask() {
    S3Request request = S3Request.ofBucket(Operation.INSPECT, "GET", Map.of("versioning", ""));
    return switch (gateway.send(request)) {
      case S3Answer.Failed(S3Verdict verdict) ->
          new OldVersions.Unknown(verdict.toFailure().reason());
      case S3Answer.Accepted(HttpReply reply) -> told(reply);
    };
  }

  private static OldVersions told(HttpReply reply) {
    try (reply) {
      S3Xml.Fields fields =
          new S3Xml().read(reply.body().readNBytes(MAX_ANSWER), (name, entry) -> {});
      if (!fields.root().equals("VersioningConfiguration")) {
        return new OldVersions.Unknown("The store's answer is about something else.");
      }
      return fields.text("Status").orElse("").equals("Enabled")
          ? new OldVersions.Kept("bucket versioning")
          : new OldVersions.Dropped();
    } catch (IOException e) {
      return new OldVersions.Unknown(S3Faults.judge(e).toFailure().reason());
    }
  }
}
