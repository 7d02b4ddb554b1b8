package io.runtimeagent.probe.heartbeat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Windows in any order, overlapping or not, asked by time in logarithmic steps.
public final class Windows {
  public static final Windows NONE = new Windows(List.of());

  private final NavigableMap<Instant, Instant> merged = new TreeMap<>();
  private final TreeSet<Instant> ends = new TreeSet<>();

  public Windows(List<Window> windows) {
    List<Window> ordered = new ArrayList<>(windows);
    ordered.sort(Comparator.comparing(Window::from));
    for (Window window : ordered) {
      ends.add(window.to());
      var before = merged.floorEntry(window.from());
      if (before != null && !before.getValue().isBefore(window.from())) {
        if (window.to().isAfter(before.getValue())) {
          merged.put(before.getKey(), window.to());
        }
      } else {
        merged.put(window.from(), window.to());
      }
    }
  }

  public boolean contain(Instant time) {
    var begun = merged.floorEntry(time);
    return begun != null && time.isBefore(begun.getValue());
  }

  /// The newest end that is not later than `time`, null where no window has ended yet. A window
  /// that ends inside another one counts too.
  public @Nullable Instant newestEnd(Instant time) {
    return ends.floor(time);
  }
}
