package io.runtimeagent.ship.testing;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Lets bytes through at a limited rate, a little at a time.
final class SlowOutput extends FilterOutputStream {
  private static final int SLICES_PER_SECOND = 20;

  private final long bytesPerSecond;

  SlowOutput(OutputStream out, long bytesPerSecond) {
    super(out);
    this.bytesPerSecond = bytesPerSecond;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int slice = Math.clamp(bytesPerSecond / SLICES_PER_SECOND, 1, Integer.MAX_VALUE);
    for (int done = 0; done < length; done += slice) {
      int count = Math.min(slice, length - done);
      pause(Duration.ofNanos(count * 1_000_000_000L / bytesPerSecond));
      out.write(bytes, offset + done, count);
      out.flush();
    }
  }

  /// Waits; fails at once when the proxy is being closed.
  static void pause(Duration wait) throws InterruptedIOException {
    long deadline = System.nanoTime() + wait.toNanos();
    long left = wait.toNanos();
    while (left > 0) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("The proxy is being closed.");
      }
      left = deadline - System.nanoTime();
    }
  }
}
