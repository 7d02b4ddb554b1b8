package io.runtimeagent.ship.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A read, listing or deletion that did not come to its end.
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient StoreFailure failure;

  public StoreException(StoreFailure failure, @Nullable Throwable cause) {
    super(failure.reason(), cause);
    this.failure = failure;
  }

  public StoreFailure failure() {
    return failure;
  }
}
