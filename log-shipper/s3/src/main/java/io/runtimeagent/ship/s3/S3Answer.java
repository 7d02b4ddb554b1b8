package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.http.HttpReply;

/// How a request ended.
sealed interface S3Answer {
  /// With success; whoever gets this closes the reply.
  record Accepted(HttpReply reply) implements S3Answer {}

  record Failed(S3Verdict verdict) implements S3Answer {}
}
