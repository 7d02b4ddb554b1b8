package io.runtimeagent.ship.store;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.ContentChangedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Content that remembers why it could not be read, so that a store can tell the log's failure from
/// its own, whatever its client made of the exception.
public final class WatchedContent implements Content {
  private final Content source;
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  public WatchedContent(Content source) {
    this.source = source;
  }

  /// The first failure of any of the streams.
  public Optional<IOException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /// The outcome of a write of which this was the content: `SourceChanged` if that is why it
  /// failed.
  public WriteOutcome outcome(WriteOutcome otherwise) {
    return failure()
        .<WriteOutcome>map(e -> new WriteOutcome.SourceChanged(String.valueOf(e.getMessage())))
        .orElse(otherwise);
  }

  @Override
  public long length() {
    return source.length();
  }

  @Override
  public int crc32c() {
    return source.crc32c();
  }

  @Override
  public InputStream open() throws IOException {
    try {
      return new Watched(source.open());
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  private IOException remembered(IOException e) {
    failure.compareAndSet(null, e);
    return e;
  }

  /// Also fails if there are fewer bytes than announced, before a client sends the end of them.
  private final class Watched extends FilterInputStream {
    private long left = length();

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return counted(in.read(), 1);
      } catch (IOException e) {
        throw remembered(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
      try {
        int count = in.read(buffer, offset, size);
        return counted(count, count);
      } catch (IOException e) {
        throw remembered(e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private int counted(int result, int count) throws IOException {
      if (result >= 0) {
        left -= count;
      } else if (left > 0) {
        throw new ContentChangedException("The log ended " + left + " bytes early.");
      }
      return result;
    }
  }
}
