package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.s3.S3Verdict.Kind;
import io.runtimeagent.ship.s3.http.BodyException;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.StsException;

class S3FaultsTest {
  @ParameterizedTest
  @CsvSource({
    "301, PermanentRedirect, REFUSED",
    "307, '', REFUSED",
    "400, ExpiredToken, REFUSED",
    "400, InvalidToken, REFUSED",
    "400, AuthorizationHeaderMalformed, REFUSED",
    "400, KMS.DisabledException, REFUSED",
    "400, InvalidStorageClass, REFUSED",
    "400, KeyTooLongError, REJECTED",
    "400, EntityTooSmall, REJECTED",
    "400, InvalidRequest, REJECTED",
    "400, NeverHeardOf, REJECTED",
    "400, '', REJECTED",
    "400, RequestTimeout, IN_DOUBT",
    "400, BadDigest, IN_DOUBT",
    "400, XAmzContentChecksumMismatch, IN_DOUBT",
    "400, InvalidPart, IN_DOUBT",
    "401, '', REFUSED",
    "403, AccessDenied, REFUSED",
    "403, SignatureDoesNotMatch, REFUSED",
    "403, InvalidAccessKeyId, REFUSED",
    "403, RequestTimeTooSkewed, REFUSED",
    "403, QuotaExceeded, REFUSED",
    "403, InvalidObjectState, REJECTED",
    "403, '', REFUSED",
    "404, NoSuchKey, ABSENT",
    "404, NoSuchBucket, REFUSED",
    "404, NoSuchUpload, IN_DOUBT",
    "404, '', REFUSED",
    "405, MethodNotAllowed, REFUSED",
    "407, '', REFUSED",
    "408, '', IN_DOUBT",
    "409, ConditionalRequestConflict, CONFLICT",
    "409, OperationAborted, CONFLICT",
    "409, '', CONFLICT",
    "411, MissingContentLength, REJECTED",
    "412, PreconditionFailed, CONFLICT",
    "412, '', CONFLICT",
    "413, '', REJECTED",
    "414, '', REJECTED",
    "416, InvalidRange, REJECTED",
    "429, TooManyRequests, THROTTLED",
    "429, '', THROTTLED",
    "500, InternalError, IN_DOUBT",
    "500, '', IN_DOUBT",
    "501, NotImplemented, REFUSED",
    "502, '', IN_DOUBT",
    "503, SlowDown, THROTTLED",
    "503, ServiceUnavailable, THROTTLED",
    "503, '', THROTTLED",
    "504, '', IN_DOUBT",
    "507, XMinioStorageFull, REFUSED",
    "509, '', THROTTLED",
    "200, InternalError, IN_DOUBT",
    "200, SlowDown, THROTTLED",
    "200, PreconditionFailed, CONFLICT",
    "200, '', IN_DOUBT"
  })
  void status_meansWhatItMeans(int status, String code, Kind kind) {
    S3Verdict verdict = S3Faults.judge(S3Error.of(status, code, "In their words."));
    assertThat(verdict.kind()).isEqualTo(kind);
    assertThat(verdict.reason()).contains(Integer.toString(status), code, "In their words.");
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void exception_meansWhatItMeans(IOException failure, Kind kind) {
    assertThat(S3Faults.judge(failure).kind()).isEqualTo(kind);
    assertThat(S3Faults.judge(failure).reason()).isNotBlank();
  }

  static Stream<Arguments> exceptions() {
    var distrust = new SSLHandshakeException("PKIX path building failed");
    distrust.initCause(new CertificateException("unknown authority"));
    return Stream.of(
        Arguments.of(new SocketTimeoutException("Read timed out"), Kind.IN_DOUBT),
        Arguments.of(new SocketException("Connection reset"), Kind.IN_DOUBT),
        Arguments.of(new EOFException("The server hung up."), Kind.IN_DOUBT),
        Arguments.of(new ConnectException("Cannot connect"), Kind.IN_DOUBT),
        Arguments.of(new UnknownHostException("minio"), Kind.IN_DOUBT),
        Arguments.of(new IOException("Not an HTTP reply."), Kind.IN_DOUBT),
        Arguments.of(new IOException(), Kind.IN_DOUBT),
        Arguments.of(new SSLHandshakeException("Remote host terminated"), Kind.IN_DOUBT),
        Arguments.of(distrust, Kind.REFUSED),
        Arguments.of(
            new BodyException(new ContentChangedException("truncated")), Kind.SOURCE_CHANGED),
        Arguments.of(new BodyException(new IOException("I/O error")), Kind.SOURCE_CHANGED),
        Arguments.of(base(new StoreFailure.Rejected("another version")), Kind.CONFLICT),
        Arguments.of(base(new StoreFailure.Unavailable("down")), Kind.IN_DOUBT),
        Arguments.of(base(new StoreFailure.Refused("403")), Kind.REFUSED),
        Arguments.of(
            base(new StoreFailure.Throttled(Duration.ofSeconds(3), "503")), Kind.THROTTLED));
  }

  private static BodyException base(StoreFailure failure) {
    return new BodyException(new StoreException(failure, null));
  }

  @Test
  void missingCredentials_areRefused() {
    SdkException none = SdkClientException.create("Unable to load credentials.");
    assertThat(S3Faults.judge(none).kind()).isEqualTo(Kind.REFUSED);
    SdkException denied =
        (SdkException) StsException.builder().message("denied").statusCode(403).build();
    assertThat(S3Faults.judge(denied).kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void credentialsServiceThatIsDown_isDoubt() {
    SdkException down = (SdkException) StsException.builder().message("x").statusCode(503).build();
    assertThat(S3Faults.judge(down).kind()).isEqualTo(Kind.IN_DOUBT);
  }

  @Test
  void verdict_becomesTheOutcomeOfAWrite() {
    Duration wait = Duration.ofSeconds(7);
    var error = new S3Error(503, "SlowDown", "", wait, Optional.empty());
    S3Verdict slow = S3Faults.judge(error);
    assertThat(slow.toWriteOutcome())
        .isEqualTo(new WriteOutcome.Throttled(wait, "The store answered 503 SlowDown."));
    assertThat(slow.toFailure())
        .isEqualTo(new StoreFailure.Throttled(wait, "The store answered 503 SlowDown."));
    assertThat(outcome(Kind.CONFLICT)).isInstanceOf(WriteOutcome.Conflict.class);
    assertThat(outcome(Kind.ABSENT)).isInstanceOf(WriteOutcome.Conflict.class);
    assertThat(outcome(Kind.REFUSED)).isInstanceOf(WriteOutcome.Refused.class);
    assertThat(outcome(Kind.REJECTED)).isInstanceOf(WriteOutcome.Rejected.class);
    assertThat(outcome(Kind.IN_DOUBT)).isInstanceOf(WriteOutcome.Doubtful.class);
    assertThat(outcome(Kind.SOURCE_CHANGED)).isInstanceOf(WriteOutcome.SourceChanged.class);
  }

  private static WriteOutcome outcome(Kind kind) {
    return S3Verdict.of(kind, "why").toWriteOutcome();
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void verdict_hasAnOutcomeForMetrics(Kind kind) {
    RequestOutcome outcome = S3Verdict.of(kind, "why").toRequestOutcome();
    assertThat(outcome == RequestOutcome.OK).isEqualTo(kind == Kind.ABSENT);
    assertThat(S3Verdict.of(kind, "why").toFailure().reason()).isEqualTo("why");
  }

  @Test
  void message_isCutShort() {
    assertThat(S3Error.of(400, "Odd", "x".repeat(10_000)).reason()).hasSizeLessThan(300);
  }
}
