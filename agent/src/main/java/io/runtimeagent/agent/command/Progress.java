package io.runtimeagent.agent.command;

import io.runtimeagent.agent.command.Shell.Viewer;
import io.runtimeagent.ship.OnePass.Standing;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Shows how far a pass is: a bar that is drawn again on a terminal, a line now and then elsewhere.
final class Progress {
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final Viewer viewer;
  private final LongSupplier nanoTime;
  private final long every;
  private long shownAt;
  private int shownLength;

  Progress(PrintWriter out, Viewer viewer, LongSupplier nanoTime) {
    this.out = out;
    this.viewer = viewer;
    this.nanoTime = nanoTime;
    this.every = every(viewer).toNanos();
    this.shownAt = nanoTime.getAsLong() - (viewer == Viewer.TERMINAL ? every : 0);
  }

  /// Progress is no fact: it goes beside the output.
  static Progress on(Shell shell) {
    return new Progress(shell.err(), shell.viewer(), System::nanoTime);
  }

  void show(Standing standing) {
    long now = nanoTime.getAsLong();
    if (now - shownAt < every) {
      return;
    }
    shownAt = now;
    switch (viewer) {
      case TERMINAL -> draw(bar(standing) + text(standing));
      case STREAM -> out.println(text(standing));
    }
    out.flush();
  }

  /// Takes the bar away.
  void clear() {
    if (shownLength > 0) {
      draw("");
      out.print('\r');
      out.flush();
      shownLength = 0;
    }
  }

  private void draw(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())));
    shownLength = line.length();
  }

  private static Duration every(Viewer viewer) {
    return switch (viewer) {
      case TERMINAL -> Duration.ofMillis(100);
      case STREAM -> Duration.ofSeconds(10);
    };
  }

  private static String bar(Standing standing) {
    long all = standing.storedBytes() + standing.pendingBytes();
    int full = all == 0 ? 0 : (int) (WIDTH * standing.storedBytes() / all);
    return "[" + "=".repeat(full) + " ".repeat(WIDTH - full) + "] ";
  }

  private static String text(Standing standing) {
    return "%s of %s stored, %s of %,d left"
        .formatted(
            Amounts.bytes(standing.storedBytes()),
            Amounts.bytes(standing.storedBytes() + standing.pendingBytes()),
            Amounts.count(standing.logsLeft(), "log"),
            standing.logs());
  }
}
