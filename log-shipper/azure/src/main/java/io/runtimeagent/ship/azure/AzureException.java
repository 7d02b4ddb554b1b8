package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that did not do what it was to do. `code` is Azure's own word for it, empty where
/// there was no reply.
final class AzureException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  AzureException(Kind kind, String code, String reason, @Nullable Throwable cause) {
    this(new Problem(kind, code, reason, Duration.ZERO), cause);
  }

  private AzureException(Problem problem, @Nullable Throwable cause) {
    super(problem.reason, cause);
    this.problem = problem;
  }

  static AzureException throttled(String code, String reason, Duration retryAfter) {
    return new AzureException(new Problem(Kind.THROTTLED, code, reason, retryAfter), null);
  }

  private record Problem(Kind kind, String code, String reason, Duration retryAfter) {}

  /// What a failure means to whoever asked.
  enum Kind {
    /// No such blob.
    ABSENT,
    /// The blob is not what it was.
    CHANGED,
    /// There is nothing at the offset that was asked for.
    NO_SUCH_RANGE,
    THROTTLED,
    /// Nobody knows, or it may pass.
    UNAVAILABLE,
    /// The whole store.
    REFUSED,
    /// This key only.
    REJECTED
  }

  Kind kind() {
    return problem.kind;
  }

  boolean is(String azureCode) {
    return problem.code.equals(azureCode);
  }

  private String reason() {
    return problem.reason;
  }

  WriteOutcome outcome() {
    return switch (problem.kind) {
      case ABSENT, CHANGED -> new WriteOutcome.Conflict(reason());
      case THROTTLED -> new WriteOutcome.Throttled(problem.retryAfter, reason());
      case UNAVAILABLE -> new WriteOutcome.Doubtful(reason());
      case REFUSED -> new WriteOutcome.Refused(reason());
      case REJECTED, NO_SUCH_RANGE -> new WriteOutcome.Rejected(reason());
    };
  }

  StoreFailure failure() {
    return switch (problem.kind) {
      case THROTTLED -> new StoreFailure.Throttled(problem.retryAfter, reason());
      case UNAVAILABLE -> new StoreFailure.Unavailable(reason());
      case REFUSED -> new StoreFailure.Refused(reason());
      case ABSENT, CHANGED, REJECTED, NO_SUCH_RANGE -> new StoreFailure.Rejected(reason());
    };
  }
}
