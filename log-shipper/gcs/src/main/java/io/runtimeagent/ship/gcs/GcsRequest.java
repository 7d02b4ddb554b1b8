package io.runtimeagent.ship.gcs;

import io.runtimeagent.ship.gcs.GcsProblem.Subject;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.net.URI;

/// One request but for its body. `operation` is what listeners are told.
record GcsRequest(Operation operation, Subject subject, String method, URI address) {}
