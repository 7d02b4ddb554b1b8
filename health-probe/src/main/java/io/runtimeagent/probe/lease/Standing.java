package io.runtimeagent.probe.lease;

import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.json.Json;
import org.jspecify.annotations.Nullable;

/// How this agent stands to the lease.
///
/// `words` say why, for people. `holder` is the name of the one who leads, null where that is not
/// known. `legacy` is what another one left in the lease, null where nothing; `edition` grows with
/// each that was read, zero before the first.
public record Standing(
    Leadership leadership,
    String words,
    @Nullable String holder,
    Json.@Nullable Obj legacy,
    long edition) {
  /// Nothing has been asked yet.
  static final Standing UNKNOWN =
      new Standing(Leadership.FOLLOWER, "the lease has not been read yet", null, null, 0);

  Standing as(Leadership changed, String why, @Nullable String leader) {
    return new Standing(changed, why, leader, legacy, edition);
  }

  Standing reading(Json.@Nullable Obj read) {
    return new Standing(leadership, words, holder, read, edition + 1);
  }
}
