package io.runtimeagent.ship.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AzureErrorsTest {

  @ParameterizedTest
  @CsvSource({
    "400, InvalidBlockList, Conflict, Rejected",
    "400, InvalidBlobOrBlock, Rejected, Rejected",
    "400, InvalidAuthenticationInfo, Refused, Refused",
    "400, InvalidMetadata, Rejected, Rejected",
    "400, OutOfRangeInput, Rejected, Rejected",
    "400, '', Rejected, Rejected",
    "401, NoAuthenticationInformation, Refused, Refused",
    "403, AuthenticationFailed, Refused, Refused",
    "403, AuthorizationPermissionMismatch, Refused, Refused",
    "403, '', Refused, Refused",
    "404, BlobNotFound, Conflict, Rejected",
    "404, '', Conflict, Rejected",
    "404, ContainerNotFound, Refused, Refused",
    "408, '', Doubtful, Unavailable",
    "409, BlobAlreadyExists, Conflict, Rejected",
    "409, '', Conflict, Rejected",
    "409, ContainerBeingDeleted, Refused, Refused",
    "409, BlobArchived, Rejected, Rejected",
    "409, BlobImmutableDueToPolicy, Rejected, Rejected",
    "409, InvalidBlobType, Rejected, Rejected",
    "409, BlockCountExceedsLimit, Rejected, Rejected",
    "412, ConditionNotMet, Conflict, Rejected",
    "412, '', Conflict, Rejected",
    "412, LeaseIdMissing, Rejected, Rejected",
    "413, RequestBodyTooLarge, Rejected, Rejected",
    "429, '', Throttled, Throttled",
    "500, InternalError, Doubtful, Unavailable",
    "500, OperationTimedOut, Doubtful, Unavailable",
    "502, '', Doubtful, Unavailable",
    "503, ServerBusy, Throttled, Throttled",
    "503, '', Doubtful, Unavailable",
    "301, '', Doubtful, Unavailable",
  })
  void reply_hasItsMeaning(int status, String code, String outcome, String failure) {
    AzureException error = AzureErrors.of(status, code, Optional.empty());
    assertThat(error.outcome().getClass().getSimpleName()).isEqualTo(outcome);
    assertThat(error.failure().getClass().getSimpleName()).isEqualTo(failure);
    assertThat(error.failure().reason()).contains(String.valueOf(status)).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "' 20 ', 20", "-1, 0", "99999999, 3600", "'Sat, 21 Nov 2026', 0", "'', 0"})
  void retryAfter_isUnderstoodOrNothing(String header, long seconds) {
    AzureException error = AzureErrors.of(503, "ServerBusy", Optional.of(header));
    assertThat(((WriteOutcome.Throttled) error.outcome()).retryAfter())
        .isEqualTo(Duration.ofSeconds(seconds));
    assertThat(((StoreFailure.Throttled) error.failure()).retryAfter())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  static Stream<IOException> network() {
    return Stream.of(
        new ConnectException("Connection refused"),
        new HttpConnectTimeoutException("connect"),
        new HttpTimeoutException("no reply in time"),
        new SocketException("Connection reset"),
        new IOException("HTTP/1.1 header parser received no bytes"),
        new IOException(new UnresolvedAddressException()),
        new SSLHandshakeException("closed"),
        new IOException());
  }

  @ParameterizedTest
  @MethodSource("network")
  void network_isInDoubt(IOException error) {
    AzureException mapped = AzureErrors.of(new UncheckedIOException(error));
    assertThat(mapped.outcome()).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(mapped.failure()).isInstanceOf(StoreFailure.Unavailable.class);
    assertThat(mapped.failure().reason()).startsWith(error.getClass().getSimpleName());
  }

  static Stream<RuntimeException> credentials() {
    var handshake = new SSLHandshakeException("PKIX path building failed");
    handshake.initCause(new CertificateException("unable to find valid certification path"));
    return Stream.of(
        new ClientAuthenticationException("AADSTS7000215: Invalid client secret\nTrace", null),
        new CredentialUnavailableException("Managed identity is not available."),
        new IllegalStateException(new CredentialUnavailableException("none")),
        new UncheckedIOException(handshake));
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void credentials_areRefused(RuntimeException error) {
    AzureException mapped = AzureErrors.of(error);
    assertThat(mapped.outcome()).isInstanceOf(WriteOutcome.Refused.class);
    assertThat(mapped.failure()).isInstanceOf(StoreFailure.Refused.class);
    assertThat(mapped.failure().reason()).doesNotContain("\n");
  }

  @Test
  void programmingError_passesThrough() {
    var error = new IllegalArgumentException("not ours");
    assertThatThrownBy(() -> AzureErrors.of(error)).isSameAs(error);
  }
}
