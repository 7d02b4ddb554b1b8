package io.runtimeagent.probe;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How this agent's shipping stands, told by whoever ships.
///
/// `overdueSince` is when the log that is latest should have been stored, null while none is late;
/// `lastProgress` the last successful write, null before the first. `refusal` is the store's reason
/// for refusing us, `recklessness` why the store cannot be trusted with two writers; both empty
/// where nothing is wrong.
public record ShippingSight(
    @Nullable Instant overdueSince,
    @Nullable Instant lastProgress,
    String refusal,
    String recklessness) {
  public ShippingSight {
    Objects.requireNonNull(refusal, "refusal");
    Objects.requireNonNull(recklessness, "recklessness");
  }
}
