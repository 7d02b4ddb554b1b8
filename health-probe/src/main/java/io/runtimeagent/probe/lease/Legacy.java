package io.runtimeagent.probe.lease;

import io.runtimeagent.probe.json.Json;
import org.jspecify.annotations.Nullable;

/// What the holder leaves to its successor, null while it knows nothing. `edition` is the newest
/// edition of the lease that went into it: what has not been read yet must not be written over.
public record Legacy(Json.@Nullable Obj json, long edition) {
  public static final Legacy NONE = new Legacy(null, 0);
}
