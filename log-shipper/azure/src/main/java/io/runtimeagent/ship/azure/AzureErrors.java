package io.runtimeagent.ship.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.runtimeagent.ship.azure.AzureException.Kind;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/// What replies and exceptions of Azure and its SDK mean. The only place that knows.
final class AzureErrors {
  private static final int MOST_OF_A_MESSAGE = 300;
  private static final long MOST_SECONDS = 3_600;

  /// Nothing can be stored until somebody does something.
  private static final Set<String> REFUSED =
      Set.of(
          "AccountBeingCreated",
          "AccountIsDisabled",
          "AccountMigrationFailed",
          "ContainerBeingDeleted",
          "ContainerDisabled",
          "ContainerNotFound",
          "FeatureVersionMismatch",
          "InvalidAuthenticationInfo",
          "InvalidResourceName",
          "KeyBasedAuthenticationNotPermitted",
          "UnsupportedHttpVerb");

  /// Somebody else wrote or removed the blob; also dropped our blocks with it.
  private static final Set<String> CHANGED =
      Set.of(
          "BlobAlreadyExists",
          "ConditionNotMet",
          "InvalidBlockList",
          "SourceConditionNotMet",
          "TargetConditionNotMet",
          "UnmodifiedSinceConditionNotMet");

  private AzureErrors() {}

  /// A reply that is no success.
  static AzureException of(int status, String code, Optional<String> retryAfter) {
    String reason = code.isEmpty() ? "HTTP " + status : "HTTP " + status + " " + code;
    if (status == 429 || (status == 503 && code.equals("ServerBusy"))) {
      return AzureException.throttled(code, reason, wait(retryAfter));
    }
    return new AzureException(kind(status, code), code, reason, null);
  }

  private static Kind kind(int status, String code) {
    if (REFUSED.contains(code)) {
      return Kind.REFUSED;
    }
    if (CHANGED.contains(code)) {
      return Kind.CHANGED;
    }
    return switch (status) {
      case 401, 403, 407 -> Kind.REFUSED;
      case 404 -> Kind.ABSENT;
      case 416 -> Kind.NO_SUCH_RANGE;
      case 408, 425 -> Kind.UNAVAILABLE;
      case 409, 412 -> code.isEmpty() ? Kind.CHANGED : Kind.REJECTED;
      default -> status >= 400 && status < 500 ? Kind.REJECTED : Kind.UNAVAILABLE;
    };
  }

  /// A request that had no reply, or was not sent. Whatever is neither the network's nor the
  /// credentials' doing is a programming error and is thrown.
  static AzureException of(RuntimeException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (isRefusal(cause)) {
        return new AzureException(Kind.REFUSED, "", reason(cause), error);
      }
      if (cause instanceof IOException || cause instanceof MsalServiceException) {
        return new AzureException(Kind.UNAVAILABLE, "", reason(cause), error);
      }
    }
    throw error;
  }

  /// No credentials, wrong ones, or a server that is not to be trusted.
  private static boolean isRefusal(Throwable error) {
    return switch (error) {
      case ClientAuthenticationException _ -> true;
      case SSLException e -> e.getCause() instanceof CertificateException;
      case MsalServiceException e ->
          e.statusCode() == null || (e.statusCode() < 500 && e.statusCode() != 429);
      default -> false;
    };
  }

  private static String reason(Throwable error) {
    String kind = error.getClass().getSimpleName();
    String message = error.getMessage();
    if (message == null) {
      return kind;
    }
    String line = message.lines().findFirst().orElse("");
    return kind + ": " + line.substring(0, Math.min(line.length(), MOST_OF_A_MESSAGE));
  }

  private static Duration wait(Optional<String> seconds) {
    try {
      return seconds
          .map(
              text -> Duration.ofSeconds(Math.clamp(Long.parseLong(text.strip()), 0, MOST_SECONDS)))
          .orElse(Duration.ZERO);
    } catch (NumberFormatException expected) {
      return Duration.ZERO;
    }
  }
}
