package io.runtimeagent.ship.gcs;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import com.google.cloud.storage.StorageException;
import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why a request did not do what it was to do. Every status and every exception passes through
/// here.
record GcsProblem(Kind kind, String reason, Duration retryAfter) {

  /// What it means, whatever was asked.
  enum Kind {
    /// The object is not what the condition said.
    CONFLICT,
    /// There is no such object.
    ABSENT,
    /// Not allowed, or there is no such object: without permission to list Google does not tell.
    HIDDEN,
    THROTTLED,
    /// 503 that says when to come back; a write may have been stored all the same.
    BUSY,
    REFUSED,
    REJECTED,
    /// Nothing can be said: a write may have been stored.
    UNKNOWN,
    SOURCE_CHANGED
  }

  /// What a request is about: a 404 means the bucket, or the object.
  enum Subject {
    BUCKET,
    OBJECT
  }

  /// Of an HTTP answer other than 2xx. `retryAfter` is zero when the answer does not say.
  static GcsProblem answered(int status, GcsError error, Subject subject, Duration retryAfter) {
    Kind kind =
        switch (status) {
          case 400 -> malformed(error);
          case 401, 402, 407 -> Kind.REFUSED;
          case 403 -> forbidden(error);
          case 404 ->
              subject == Subject.BUCKET || error.isAboutBucket() ? Kind.REFUSED : Kind.ABSENT;
          case 408 -> Kind.UNKNOWN;
          case 409, 412 -> Kind.CONFLICT;
          case 429 -> Kind.THROTTLED;
          case 503 -> retryAfter.isZero() ? Kind.UNKNOWN : Kind.BUSY;
          default -> status >= 400 && status < 500 ? Kind.REJECTED : Kind.UNKNOWN;
        };
    return new GcsProblem(kind, "HTTP " + status + error.describe(), retryAfter);
  }

  /// No answer, or one that makes no sense.
  static GcsProblem of(IOException failure) {
    return new GcsProblem(Kind.UNKNOWN, words(failure), Duration.ZERO);
  }

  /// The library's reader failed.
  static GcsProblem of(StorageException failure) {
    if (failure.getCode() <= 0) {
      return new GcsProblem(Kind.UNKNOWN, words(failure), Duration.ZERO);
    }
    GcsError error = new GcsError(text(failure.getReason()), text(failure.getMessage()));
    return answered(failure.getCode(), error, Subject.OBJECT, Duration.ZERO);
  }

  /// What was to be sent could not be read to its end: the log, or the object that it continues.
  static GcsProblem ofSource(IOException failure) {
    return switch (failure) {
      case StoreException base -> ofBase(base.failure());
      case ContentChangedException _ ->
          new GcsProblem(Kind.SOURCE_CHANGED, text(failure.getMessage()), Duration.ZERO);
      default -> new GcsProblem(Kind.SOURCE_CHANGED, words(failure), Duration.ZERO);
    };
  }

  /// A key that would stand at another name than its own: half a surrogate pair has no UTF-8.
  static Optional<GcsProblem> ofKey(ObjectKey key) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(key.value())
        ? Optional.empty()
        : Optional.of(new GcsProblem(Kind.REJECTED, "The key is not Unicode text.", Duration.ZERO));
  }

  /// No token could be had, so nothing was sent. An endpoint that is out of reach is no refusal.
  static GcsProblem ofCredentials(IOException failure) {
    Kind kind = isPassing(failure) ? Kind.UNKNOWN : Kind.REFUSED;
    return new GcsProblem(kind, "No credentials: " + words(failure), Duration.ZERO);
  }

  static GcsProblem interrupted() {
    return new GcsProblem(Kind.UNKNOWN, "Interrupted.", Duration.ZERO);
  }

  WriteOutcome write() {
    return switch (kind) {
      case CONFLICT, ABSENT -> new WriteOutcome.Conflict(reason);
      case THROTTLED -> new WriteOutcome.Throttled(retryAfter, reason);
      case REFUSED, HIDDEN -> new WriteOutcome.Refused(reason);
      case REJECTED -> new WriteOutcome.Rejected(reason);
      case UNKNOWN, BUSY -> new WriteOutcome.Doubtful(reason);
      case SOURCE_CHANGED -> new WriteOutcome.SourceChanged(reason);
    };
  }

  StoreFailure failure() {
    return switch (kind) {
      case THROTTLED, BUSY -> new StoreFailure.Throttled(retryAfter, reason);
      case REFUSED, HIDDEN -> new StoreFailure.Refused(reason);
      case CONFLICT, ABSENT, REJECTED -> new StoreFailure.Rejected(reason);
      case UNKNOWN, SOURCE_CHANGED -> new StoreFailure.Unavailable(reason);
    };
  }

  Inspection inspection() {
    return switch (kind) {
      case ABSENT -> new Inspection.Absent();
      case HIDDEN -> new Inspection.PerhapsAbsent(reason);
      case CONFLICT, THROTTLED, BUSY, REFUSED, REJECTED, UNKNOWN, SOURCE_CHANGED ->
          new Inspection.Failed(failure());
    };
  }

  RequestOutcome outcome(Operation operation) {
    return switch (kind) {
      case ABSENT ->
          operation == Operation.INSPECT || operation == Operation.DELETE
              ? RequestOutcome.OK
              : RequestOutcome.CONFLICT;
      case CONFLICT -> RequestOutcome.CONFLICT;
      case THROTTLED, BUSY -> RequestOutcome.THROTTLED;
      case REFUSED, HIDDEN -> RequestOutcome.REFUSED;
      case REJECTED -> RequestOutcome.REJECTED;
      case UNKNOWN, SOURCE_CHANGED -> RequestOutcome.FAILED;
    };
  }

  private static Kind malformed(GcsError error) {
    if (error.isDamage()) {
      return Kind.UNKNOWN;
    }
    return error.hasReason("userProjectMissing", "userProjectInvalid", "invalidBucketName")
        ? Kind.REFUSED
        : Kind.REJECTED;
  }

  private static Kind forbidden(GcsError error) {
    if (error.hasReason("rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded")) {
      return Kind.THROTTLED;
    }
    if (error.hasReason("objectUnderActiveHold")) {
      return Kind.REJECTED;
    }
    return error.hidesObject() ? Kind.HIDDEN : Kind.REFUSED;
  }

  private static boolean isPassing(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      boolean passing =
          switch (cause) {
            case Retryable retryable -> retryable.isRetryable();
            case HttpResponseException answer ->
                answer.getStatusCode() >= 500 || answer.getStatusCode() == 429;
            case SocketException _, SocketTimeoutException _, UnknownHostException _ -> true;
            default -> false;
          };
      if (passing) {
        return true;
      }
    }
    return false;
  }

  private static GcsProblem ofBase(StoreFailure failure) {
    return switch (failure) {
      case StoreFailure.Rejected(String reason) ->
          new GcsProblem(Kind.CONFLICT, reason, Duration.ZERO);
      case StoreFailure.Throttled(Duration after, String reason) ->
          new GcsProblem(Kind.THROTTLED, reason, after);
      case StoreFailure.Refused(String reason) ->
          new GcsProblem(Kind.REFUSED, reason, Duration.ZERO);
      case StoreFailure.Unavailable(String reason) ->
          new GcsProblem(Kind.UNKNOWN, reason, Duration.ZERO);
    };
  }

  private static String words(Exception failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return message == null ? name : name + ": " + GcsError.shortened(message);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
