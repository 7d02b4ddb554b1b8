package io.runtimeagent.probe.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What an alert should be from now on, as whoever judges sees it.
public sealed interface Wish {
  record Open(
      Instant openedAt, List<String> reasons, boolean flapping, Map<String, String> details)
      implements Wish {}

  record Closed(Map<String, String> details) implements Wish {}
}
