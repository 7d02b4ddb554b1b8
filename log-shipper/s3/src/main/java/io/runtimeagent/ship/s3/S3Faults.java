package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.s3.S3Verdict.Kind;
import io.runtimeagent.ship.s3.http.BodyException;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/// Says what every status, error code and exception means: the one place that knows.
final class S3Faults {
  /// Codes that say more than their status does.
  private static final Map<Kind, Set<String>> BY_CODE =
      Map.of(
          Kind.THROTTLED,
          Set.of(
              "SlowDown",
              "SlowDownRead",
              "SlowDownWrite",
              "ServerBusy",
              "Throttling",
              "ThrottlingException",
              "RequestLimitExceeded",
              "TooManyRequests",
              "TooManyRequestsException",
              "BandwidthLimitExceeded"),
          Kind.REFUSED,
          Set.of(
              "ExpiredToken",
              "InvalidToken",
              "TokenRefreshRequired",
              "InvalidAccessKeyId",
              "SignatureDoesNotMatch",
              "AccessDenied",
              "AllAccessDisabled",
              "AccountProblem",
              "AuthorizationHeaderMalformed",
              "RequestTimeTooSkewed",
              "NoSuchBucket",
              "InvalidBucketName",
              "InvalidStorageClass",
              "InvalidEncryptionAlgorithmError",
              "IllegalLocationConstraintException",
              "QuotaExceeded",
              "XMinioStorageFull",
              "XMinioAdminBucketQuotaExceeded",
              "NotSignedUp",
              "InvalidSecurity"),
          Kind.IN_DOUBT,
          Set.of(
              "InternalError",
              "InternalFailure",
              "OperationTimedOut",
              "RequestTimeout",
              "IncompleteBody",
              "BadDigest",
              "InvalidDigest",
              "XAmzContentChecksumMismatch",
              "XAmzContentSHA256Mismatch",
              "InvalidPart",
              "InvalidPartOrder",
              "NoSuchUpload",
              "XMinioServerNotInitialized"),
          Kind.CONFLICT,
          Set.of("PreconditionFailed", "ConditionalRequestConflict", "OperationAborted"),
          Kind.ABSENT,
          Set.of("NoSuchKey", "NoSuchVersion"),
          Kind.REJECTED,
          Set.of("InvalidObjectState", "EntityTooSmall", "EntityTooLarge", "KeyTooLongError"));

  /// The SDK names each of a dozen places where it found no credentials.
  private static final int MAX_WORDS = 300;

  private S3Faults() {}

  /// What an answer means that is not one of success, or that has an error in its body.
  static S3Verdict judge(S3Error error) {
    return new S3Verdict(
        kind(error), error.status(), error.code(), error.retryAfter(), error.reason());
  }

  private static Kind kind(S3Error error) {
    for (Map.Entry<Kind, Set<String>> entry : BY_CODE.entrySet()) {
      if (entry.getValue().contains(error.code())) {
        return entry.getKey();
      }
    }
    return error.code().startsWith("KMS.") ? Kind.REFUSED : byStatus(error.status());
  }

  /// A 404 without a code that we know is a missing bucket or no S3 at all, as is a redirection:
  /// whoever wrote the address has to look at it.
  private static Kind byStatus(int status) {
    return switch (status) {
      case 409, 412 -> Kind.CONFLICT;
      case 429, 503, 509 -> Kind.THROTTLED;
      case 401, 403, 404, 405, 407, 501, 507 -> Kind.REFUSED;
      case 408 -> Kind.IN_DOUBT;
      default ->
          switch (status / 100) {
            case 3 -> Kind.REFUSED;
            case 4 -> Kind.REJECTED;
            default -> Kind.IN_DOUBT;
          };
    };
  }

  /// What a failure below HTTP means: of the source, of the network, of the server's answer.
  static S3Verdict judge(IOException failure) {
    if (failure instanceof BodyException body) {
      return judgeSource(body.source());
    }
    if (failure instanceof StoreException store) {
      return judge(store.failure());
    }
    boolean distrusted = failure instanceof SSLException && isAboutCertificate(failure);
    return S3Verdict.of(distrusted ? Kind.REFUSED : Kind.IN_DOUBT, words(failure));
  }

  private static S3Verdict judgeSource(IOException failure) {
    if (failure instanceof StoreException store) {
      return judge(store.failure());
    }
    String words = failure.getMessage();
    return failure instanceof ContentChangedException && words != null
        ? S3Verdict.of(Kind.SOURCE_CHANGED, words)
        : S3Verdict.of(Kind.SOURCE_CHANGED, "The log could not be read: " + words(failure));
  }

  /// The base of an addition was to be read and could not be: so the write did not happen either.
  private static S3Verdict judge(StoreFailure failure) {
    return switch (failure) {
      case StoreFailure.Throttled(var retryAfter, String reason) ->
          new S3Verdict(Kind.THROTTLED, 0, "", retryAfter, reason);
      case StoreFailure.Unavailable(String reason) -> S3Verdict.of(Kind.IN_DOUBT, reason);
      case StoreFailure.Refused(String reason) -> S3Verdict.of(Kind.REFUSED, reason);
      case StoreFailure.Rejected(String reason) -> S3Verdict.of(Kind.CONFLICT, reason);
    };
  }

  /// What it means that nobody could say who we are. A service that is down may be up again; all
  /// else waits for a human.
  static S3Verdict judge(SdkException failure) {
    boolean passing =
        failure instanceof SdkServiceException service
            && (service.statusCode() >= 500 || service.isThrottlingException());
    return S3Verdict.of(
        passing ? Kind.IN_DOUBT : Kind.REFUSED, "There are no credentials: " + words(failure));
  }

  private static boolean isAboutCertificate(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    if (message == null) {
      return name + ".";
    }
    boolean fits = message.length() <= MAX_WORDS;
    return name + ": " + (fits ? message : message.substring(0, MAX_WORDS) + "…");
  }
}
