package io.runtimeagent.probe.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Alerts for tests.
public final class Alerts {
  private Alerts() {}

  /// Just opened.
  public static Alert heartbeat(Instant now) {
    return open(Subject.heartbeat("d1", "monitoring"), now, Duration.ZERO);
  }

  public static Alert observer(Instant now, Duration age) {
    return open(Subject.observer("d1", "monitoring"), now, age);
  }

  public static Alert shipping(Instant now) {
    return open(Subject.shipping("d1", "host-1"), now, Duration.ZERO);
  }

  public static Alert resolved(Alert open, Instant now) {
    return open.resolved(now, Map.of());
  }

  private static Alert open(Subject subject, Instant now, Duration age) {
    Instant opened = now.minus(age);
    List<String> reasons = List.of("FAILED_TWICE", "NOT_SCHEDULED");
    return new Alert(
        subject,
        Alert.Status.OPEN,
        new Alert.Opening(opened, reasons, 3),
        now,
        reasons,
        false,
        Wish.Held.NO,
        Map.of("last_scheduled", "2024-03-05T10:00:00Z"),
        3);
  }
}
