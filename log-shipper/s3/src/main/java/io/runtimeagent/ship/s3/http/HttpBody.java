package io.runtimeagent.ship.s3.http;

import java.io.IOException;
import java.io.InputStream;

/// What a request sends after its headers: exactly `length` bytes.
///
/// The last of them leave only after the stream has come to its end, so a source that finds out
/// there that it is not what it was keeps the request from being complete.
public interface HttpBody {
  HttpBody NONE = new None();

  long length();

  InputStream open() throws IOException;

  /// The body of a request that has none.
  record None() implements HttpBody {
    @Override
    public long length() {
      return 0;
    }

    @Override
    public InputStream open() {
      return InputStream.nullInputStream();
    }
  }
}
