package io.runtimeagent.ship.store.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileErrorsTest {
  private static final FileErrors ERRORS =
      new FileErrors(new Layout(Path.of("/logs"), ".runtime-agent/"));
  private static final String OBJECT = "/logs/dag_id=d/attempt=1.log";
  private static final String OWN = "/logs/.runtime-agent/tmp/x";

  static Stream<Arguments> errors() {
    return Stream.of(
        refused(new IOException("No space left on device")),
        refused(of(OBJECT, "No space left on device")),
        refused(of(OBJECT, "Disk quota exceeded")),
        refused(of(OBJECT, "Read-only file system")),
        refused(new IOException("No locks available")),
        refused(new AccessDeniedException(OWN)),
        refused(new AccessDeniedException("/logs")),
        refused(new AccessDeniedException("/")),
        refused(new FileAlreadyExistsException("/logs/.runtime-agent/tmp")),
        refused(of("/logs", "Not a directory")),
        rejected(new AccessDeniedException(OBJECT)),
        rejected(of(OBJECT, "File name too long")),
        rejected(of(OBJECT, "Too many levels of symbolic links")),
        rejected(of(OBJECT, "Not a directory")),
        rejected(of(OBJECT, "Is a directory")),
        rejected(new IOException("File too large")),
        rejected(new NotDirectoryException(OBJECT)),
        rejected(new FileAlreadyExistsException("/logs/dag_id=d")),
        Arguments.of(
            new ChangedException(Path.of(OBJECT)),
            StoreFailure.Rejected.class,
            WriteOutcome.Conflict.class),
        Arguments.of(
            new NoSuchFileException(OBJECT),
            StoreFailure.Rejected.class,
            WriteOutcome.Conflict.class),
        Arguments.of(
            of(OBJECT, "Too many open files"),
            StoreFailure.Throttled.class,
            WriteOutcome.Throttled.class),
        unavailable(new IOException("Input/output error")),
        unavailable(of(OBJECT, "Stale file handle")),
        unavailable(new IOException("Transport endpoint is not connected")),
        unavailable(new ClosedByInterruptException()),
        unavailable(new IOException()));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void error_hasItsMeaning(
      IOException error,
      Class<? extends StoreFailure> failure,
      Class<? extends WriteOutcome> outcome) {
    assertThat(ERRORS.failure(error)).isInstanceOf(failure);
    assertThat(ERRORS.failure(error).reason()).isNotBlank().doesNotContain("null");
    assertThat(ERRORS.outcome(error)).isInstanceOf(outcome);
    assertThat(ERRORS.exception(error).failure()).isInstanceOf(failure);
  }

  private static FileSystemException of(String file, String reason) {
    return new FileSystemException(file, null, reason);
  }

  private static Arguments refused(IOException error) {
    return Arguments.of(error, StoreFailure.Refused.class, WriteOutcome.Refused.class);
  }

  private static Arguments rejected(IOException error) {
    return Arguments.of(error, StoreFailure.Rejected.class, WriteOutcome.Rejected.class);
  }

  private static Arguments unavailable(IOException error) {
    return Arguments.of(error, StoreFailure.Unavailable.class, WriteOutcome.Doubtful.class);
  }
}
