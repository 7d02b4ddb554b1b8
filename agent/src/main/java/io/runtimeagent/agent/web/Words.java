package io.runtimeagent.agent.web;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/// What went wrong with a file, without the path that everybody repeats.
final class Words {
  private Words() {}

  static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "access is denied";
      default -> e.getClass().getSimpleName();
    };
  }
}
