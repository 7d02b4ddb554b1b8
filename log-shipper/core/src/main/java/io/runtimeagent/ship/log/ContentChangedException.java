package io.runtimeagent.ship.log;

import java.io.IOException;

/// The log no longer has the bytes that were measured: truncated, replaced or rewritten while it
/// was read.
public final class ContentChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ContentChangedException(String message) {
    super(message);
  }
}
