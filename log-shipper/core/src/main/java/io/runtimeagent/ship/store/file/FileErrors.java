package io.runtimeagent.ship.store.file;

import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What an error of the file system means for a store. Java gives most of them as text only.
record FileErrors(Layout layout) {
  /// No log can be stored until somebody does something.
  private static final List<String> REFUSED =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "No locks available");

  /// This file only.
  private static final List<String> REJECTED =
      List.of(
          "File name too long",
          "Not a directory",
          "Is a directory",
          "File too large",
          "Invalid argument",
          "Invalid or incomplete multibyte or wide character",
          "Too many levels of symbolic links");

  StoreFailure failure(IOException error) {
    if (error instanceof StoreException known) {
      return known.failure();
    }
    String reason = reason(error);
    if (isOneOf(REFUSED, error)) {
      return new StoreFailure.Refused(reason);
    }
    if (isRejection(error)) {
      return concernsAll(error)
          ? new StoreFailure.Refused(reason)
          : new StoreFailure.Rejected(reason);
    }
    if (isOneOf(List.of("Too many open files"), error)) {
      return new StoreFailure.Throttled(Duration.ZERO, reason);
    }
    return new StoreFailure.Unavailable(reason);
  }

  /// The same for a write.
  WriteOutcome outcome(IOException error) {
    return switch (failure(error)) {
      case StoreFailure.Throttled(Duration after, String reason) ->
          new WriteOutcome.Throttled(after, reason);
      case StoreFailure.Unavailable(String reason) -> new WriteOutcome.Doubtful(reason);
      case StoreFailure.Refused(String reason) -> new WriteOutcome.Refused(reason);
      case StoreFailure.Rejected(String reason) ->
          error instanceof NoSuchFileException || error instanceof ChangedException
              ? new WriteOutcome.Conflict(reason)
              : new WriteOutcome.Rejected(reason);
    };
  }

  StoreException exception(IOException error) {
    return error instanceof StoreException known
        ? known
        : new StoreException(failure(error), error);
  }

  /// Whether the error says that there is no such file, nor can be below what is there.
  static boolean isNotThere(IOException error) {
    return error instanceof NoSuchFileException
        || error instanceof NotDirectoryException
        || isOneOf(List.of("Not a directory"), error);
  }

  private static boolean isRejection(IOException error) {
    return isNotThere(error)
        || error instanceof ChangedException
        || error instanceof AccessDeniedException
        || error instanceof FileAlreadyExistsException
        || isOneOf(REJECTED, error);
  }

  /// A folder of one DAG that cannot be written must not stop the others; the folder itself or the
  /// store's own place does.
  private boolean concernsAll(IOException error) {
    if (!(error instanceof FileSystemException known)
        || known.getFile() == null
        || error instanceof NoSuchFileException) {
      return false;
    }
    Path file = Path.of(known.getFile());
    return !file.startsWith(layout.folder())
        || (Files.exists(layout.folder()) && !Files.isDirectory(layout.folder()))
        || file.equals(layout.folder())
        || file.startsWith(layout.folder().resolve(layout.helperPrefix()));
  }

  private static boolean isOneOf(List<String> texts, IOException error) {
    String text =
        error instanceof FileSystemException known && known.getReason() != null
            ? known.getReason()
            : error.getMessage();
    return text != null && texts.stream().anyMatch(text::contains);
  }

  private static String reason(IOException error) {
    String message = error.getMessage();
    String kind = error.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message;
  }
}
