package io.runtimeagent.ship.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.storage.StorageException;
import io.runtimeagent.ship.gcs.GcsProblem.Subject;
import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GcsProblemTest {
  private static final Duration NOT_SAID = Duration.ZERO;

  /// An answer, and what it means for a write to an object, a look at one, and anything else.
  record Case(
      int status, String reason, String message, String write, String look, String failure) {

    static Case of(String line) {
      String[] cells = line.split("\\|", -1);
      for (int i = 0; i < cells.length; i++) {
        cells[i] = cells[i].strip();
      }
      return new Case(Integer.parseInt(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[5]);
    }

    GcsProblem problem() {
      return GcsProblem.answered(status, new GcsError(reason, message), Subject.OBJECT, NOT_SAID);
    }
  }

  static Stream<Case> answers() {
    return """
    304 |                       |                                          | Doubtful  | Failed        | Unavailable
    308 |                       |                                          | Doubtful  | Failed        | Unavailable
    400 | invalid               | Invalid argument.                        | Rejected  | Failed        | Rejected
    400 | invalid               | Provided CRC32C "a" doesn't match "b".   | Doubtful  | Failed        | Unavailable
    400 | userProjectMissing    | Bucket is requester pays bucket.         | Refused   | Failed        | Refused
    401 | authError             | Invalid Credentials                      | Refused   | Failed        | Refused
    402 |                       |                                          | Refused   | Failed        | Refused
    403 | forbidden             | x does not have storage.objects.get.     | Refused   | PerhapsAbsent | Refused
    403 |                       | Permission denied (or it may not exist). | Refused   | PerhapsAbsent | Refused
    403 | accountDisabled       | The billing account is disabled.         | Refused   | Failed        | Refused
    403 | rateLimitExceeded     | The rate is too high.                    | Throttled | Failed        | Throttled
    403 | userRateLimitExceeded | The rate is too high.                    | Throttled | Failed        | Throttled
    403 | retentionPolicyNotMet | Object is subject to a retention policy. | Refused   | Failed        | Refused
    403 | objectUnderActiveHold | Object is under active hold.             | Rejected  | Failed        | Rejected
    403 |                       | <html>A proxy</html>                     | Refused   | Failed        | Refused
    404 | notFound              | No such object: logs/x                   | Conflict  | Absent        | Rejected
    404 | notFound              | The specified bucket does not exist.     | Refused   | Failed        | Refused
    404 |                       |                                          | Conflict  | Absent        | Rejected
    405 |                       |                                          | Rejected  | Failed        | Rejected
    407 |                       |                                          | Refused   | Failed        | Refused
    408 |                       |                                          | Doubtful  | Failed        | Unavailable
    409 | conflict              |                                          | Conflict  | Failed        | Rejected
    412 | conditionNotMet       |                                          | Conflict  | Failed        | Rejected
    413 | uploadTooLarge        |                                          | Rejected  | Failed        | Rejected
    429 | rateLimitExceeded     |                                          | Throttled | Failed        | Throttled
    500 | backendError          |                                          | Doubtful  | Failed        | Unavailable
    501 |                       |                                          | Doubtful  | Failed        | Unavailable
    502 |                       |                                          | Doubtful  | Failed        | Unavailable
    503 | backendError          |                                          | Doubtful  | Failed        | Unavailable
    504 |                       |                                          | Doubtful  | Failed        | Unavailable
    """
        .lines()
        .map(Case::of);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answered_eachStatus_hasOneMeaning(Case answer) {
    GcsProblem problem = answer.problem();
    assertThat(name(problem.write())).isEqualTo(answer.write());
    assertThat(name(problem.inspection())).isEqualTo(answer.look());
    assertThat(name(problem.failure())).isEqualTo(answer.failure());
    assertThat(problem.reason()).startsWith("HTTP " + answer.status());
  }

  @Test
  void answered_absentOfBucket_isRefused() {
    GcsProblem problem =
        GcsProblem.answered(404, new GcsError("", "Not Found"), Subject.BUCKET, NOT_SAID);
    assertThat(problem.write()).isEqualTo(new WriteOutcome.Refused("HTTP 404 Not Found"));
  }

  @Test
  void answered_comeBackLater_saysWhen() {
    Duration wait = Duration.ofSeconds(7);
    var error = new GcsError("", "Slow down");
    GcsProblem throttled = GcsProblem.answered(429, error, Subject.OBJECT, wait);
    assertThat(throttled.write()).isEqualTo(new WriteOutcome.Throttled(wait, "HTTP 429 Slow down"));
    GcsProblem busy = GcsProblem.answered(503, error, Subject.OBJECT, wait);
    assertThat(busy.write()).isEqualTo(new WriteOutcome.Doubtful("HTTP 503 Slow down"));
    assertThat(busy.failure()).isEqualTo(new StoreFailure.Throttled(wait, "HTTP 503 Slow down"));
  }

  @Test
  void of_brokenConnection_isDoubt() {
    for (IOException failure :
        new IOException[] {
          new ConnectException(),
          new HttpTimeoutException("No answer within PT1M."),
          new SocketException("Connection reset"),
          new SSLHandshakeException("No trusted certificate found"),
          new EOFException("EOF reached while reading"),
          new IOException("HTTP/1.1 header parser received no bytes")
        }) {
      GcsProblem problem = GcsProblem.of(failure);
      assertThat(name(problem.write())).isEqualTo("Doubtful");
      assertThat(name(problem.inspection())).isEqualTo("Failed");
      assertThat(name(problem.failure())).isEqualTo("Unavailable");
      assertThat(problem.reason()).startsWith(failure.getClass().getSimpleName());
    }
    assertThat(name(GcsProblem.interrupted().write())).isEqualTo("Doubtful");
  }

  @Test
  void of_libraryFailure_isMappedLikeItsStatus() {
    assertThat(name(failure(412, "conditionNotMet"))).isEqualTo("Rejected");
    assertThat(name(failure(404, "notFound"))).isEqualTo("Rejected");
    assertThat(name(failure(403, "forbidden"))).isEqualTo("Refused");
    assertThat(name(failure(401, "authError"))).isEqualTo("Refused");
    assertThat(name(failure(429, "rateLimitExceeded"))).isEqualTo("Throttled");
    assertThat(name(failure(503, "backendError"))).isEqualTo("Unavailable");
    assertThat(name(failure(0, ""))).isEqualTo("Unavailable");
    var io = new StorageException(new IOException("Connection reset"));
    assertThat(name(GcsProblem.of(io).failure())).isEqualTo("Unavailable");
  }

  @Test
  void ofSource_whatCouldNotBeRead_saysWhose() {
    var changed = new ContentChangedException("The log was truncated.");
    assertThat(GcsProblem.ofSource(changed).write())
        .isEqualTo(new WriteOutcome.SourceChanged("The log was truncated."));
    assertThat(name(GcsProblem.ofSource(new IOException("I/O error")).write()))
        .isEqualTo("SourceChanged");
    assertThat(base(new StoreFailure.Rejected("412"))).isEqualTo("Conflict");
    assertThat(base(new StoreFailure.Refused("403"))).isEqualTo("Refused");
    assertThat(base(new StoreFailure.Unavailable("500"))).isEqualTo("Doubtful");
    assertThat(base(new StoreFailure.Throttled(NOT_SAID, "429"))).isEqualTo("Throttled");
  }

  @Test
  void ofCredentials_passingFailure_isNoRefusal() {
    for (IOException cause :
        new IOException[] {
          new UnknownHostException("oauth2.googleapis.com"),
          new SocketTimeoutException("Connect timed out"),
          new ConnectException("Connection refused")
        }) {
      var failure = new IOException("Error getting access token", cause);
      assertThat(name(GcsProblem.ofCredentials(failure).write())).isEqualTo("Doubtful");
    }
    var absent = new FileNotFoundException("/var/run/token");
    assertThat(name(GcsProblem.ofCredentials(absent).write())).isEqualTo("Refused");
    assertThat(name(GcsProblem.ofCredentials(absent).inspection())).isEqualTo("Failed");
  }

  @Test
  void ofKey_halfACharacter_isRejected() {
    assertThat(GcsProblem.ofKey(new ObjectKey("a\ud800b"))).isPresent();
    assertThat(GcsProblem.ofKey(new ObjectKey("a\ud83d\ude00b"))).isEmpty();
  }

  @Test
  void outcome_absence_isTheAnswerToALook() {
    GcsProblem absent = GcsProblem.answered(404, new GcsError("", ""), Subject.OBJECT, NOT_SAID);
    assertThat(absent.outcome(Operation.INSPECT)).isEqualTo(RequestOutcome.OK);
    assertThat(absent.outcome(Operation.DELETE)).isEqualTo(RequestOutcome.OK);
    assertThat(absent.outcome(Operation.APPEND)).isEqualTo(RequestOutcome.CONFLICT);
  }

  private static StoreFailure failure(int status, String reason) {
    return GcsProblem.of(new StorageException(status, "message", reason, null)).failure();
  }

  private static String base(StoreFailure failure) {
    return name(GcsProblem.ofSource(new StoreException(failure, null)).write());
  }

  private static String name(WriteOutcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  private static String name(Inspection inspection) {
    return inspection.getClass().getSimpleName();
  }

  private static String name(StoreFailure failure) {
    return failure.getClass().getSimpleName();
  }
}
