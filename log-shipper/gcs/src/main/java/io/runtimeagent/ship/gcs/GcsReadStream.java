package io.runtimeagent.ship.gcs;

import com.google.cloud.storage.StorageException;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.RequestListener.RequestOutcome;
import io.runtimeagent.ship.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Duration;

/// An object's bytes, with failures in the contract's words; tells the listener once how it ended.
final class GcsReadStream extends InputStream {
  private final PushbackInputStream bytes;
  private final RequestListener listener;
  private final long startNanos = System.nanoTime();
  private boolean told;

  GcsReadStream(InputStream bytes, RequestListener listener) {
    this.bytes = new PushbackInputStream(bytes);
    this.listener = listener;
  }

  /// Sends the request, so that what is wrong with it comes out before the caller has a stream.
  void begin() throws StoreException {
    try {
      int first = bytes.read();
      if (first >= 0) {
        bytes.unread(first);
      }
    } catch (IOException | StorageException e) {
      throw failed(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int count = bytes.read(buffer, offset, length);
      if (count < 0) {
        tell(RequestOutcome.OK);
      }
      return count;
    } catch (IOException | StorageException e) {
      throw failed(e);
    }
  }

  @Override
  public void close() throws IOException {
    tell(RequestOutcome.OK);
    try {
      bytes.close();
    } catch (StorageException e) {
      throw failed(e);
    }
  }

  private StoreException failed(Exception failure) {
    GcsProblem problem =
        switch (failure) {
          case StorageException told -> GcsProblem.of(told);
          case IOException io when io.getCause() instanceof StorageException cause ->
              GcsProblem.of(cause);
          case IOException io -> GcsProblem.of(io);
          default -> throw new IllegalArgumentException(failure);
        };
    tell(problem.outcome(Operation.READ));
    return new StoreException(problem.failure(), failure);
  }

  private void tell(RequestOutcome outcome) {
    if (!told) {
      told = true;
      listener.requested(Operation.READ, outcome, Duration.ofNanos(System.nanoTime() - startNanos));
    }
  }
}
