package io.runtimeagent.probe.lease;

import org.jspecify.annotations.Nullable;

/// A lease in memory.
public final class FakeLease implements Lease {
  private @Nullable String text;
  private long version;

  @Override
  public View look(@Nullable String known) {
    String there = text;
    if (there == null) {
      return new View.Absent();
    }
    String now = Long.toString(version);
    return now.equals(known) ? new View.Unchanged() : new View.Present(now, there);
  }

  @Override
  public Write write(@Nullable String expected, String written) {
    String now = text == null ? null : Long.toString(version);
    if (now == null ? expected != null : !now.equals(expected)) {
      return new Write.Overtaken();
    }
    text = written;
    return new Write.Written(Long.toString(++version));
  }

  public void delete() {
    text = null;
  }
}
