package io.runtimeagent.ship.s3.http;

import java.io.IOException;

/// The source of a request's body failed, not the network; the server has not got the whole of it.
public final class BodyException extends IOException {
  private static final long serialVersionUID = 1L;

  private final IOException source;

  /// `source` is what the source threw.
  public BodyException(IOException source) {
    super(source);
    this.source = source;
  }

  /// What the source said.
  public IOException source() {
    return source;
  }
}
