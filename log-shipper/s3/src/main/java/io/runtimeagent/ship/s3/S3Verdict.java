package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.time.Duration;

/// What a failed request means, before it is said in the words of a write or of a read.
///
/// `status` and `code` are the answer's, zero and empty when there was none.
record S3Verdict(Kind kind, int status, String code, Duration retryAfter, String reason) {

  /// The ways in which a request fails.
  enum Kind {
    /// The object is not what the request asked for it to be.
    CONFLICT,
    /// There is no such object.
    ABSENT,
    THROTTLED,
    REFUSED,
    REJECTED,
    /// Carried out or not: the answer does not say.
    IN_DOUBT,
    /// Not carried out: the bytes to be sent were not those that were measured.
    SOURCE_CHANGED
  }

  static S3Verdict of(Kind kind, String reason) {
    return new S3Verdict(kind, 0, "", Duration.ZERO, reason);
  }

  WriteOutcome toWriteOutcome() {
    return switch (kind) {
      case CONFLICT, ABSENT -> new WriteOutcome.Conflict(reason);
      case THROTTLED -> new WriteOutcome.Throttled(retryAfter, reason);
      case REFUSED -> new WriteOutcome.Refused(reason);
      case REJECTED -> new WriteOutcome.Rejected(reason);
      case IN_DOUBT -> new WriteOutcome.Doubtful(reason);
      case SOURCE_CHANGED -> new WriteOutcome.SourceChanged(reason);
    };
  }

  StoreFailure toFailure() {
    return switch (kind) {
      case CONFLICT, ABSENT, REJECTED -> new StoreFailure.Rejected(reason);
      case THROTTLED -> new StoreFailure.Throttled(retryAfter, reason);
      case REFUSED -> new StoreFailure.Refused(reason);
      case IN_DOUBT, SOURCE_CHANGED -> new StoreFailure.Unavailable(reason);
    };
  }

  RequestOutcome toRequestOutcome() {
    return switch (kind) {
      case CONFLICT -> RequestOutcome.CONFLICT;
      case ABSENT -> RequestOutcome.OK;
      case THROTTLED -> RequestOutcome.THROTTLED;
      case REFUSED -> RequestOutcome.REFUSED;
      case REJECTED -> RequestOutcome.REJECTED;
      case IN_DOUBT, SOURCE_CHANGED -> RequestOutcome.FAILED;
    };
  }
}
