package io.runtimeagent.probe;

import io.runtimeagent.probe.alert.AlertDesk;
import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseClock;
import io.runtimeagent.probe.observe.Observer;
import java.util.Optional;

/// What the probe works with. All of it stays its maker's, who starts and closes it; without a
/// lease every agent of the deployment sends.
public record ProbeParts(
    Observer observer,
    Optional<Lease> lease,
    AlertDesk desk,
    Wellness wellness,
    ProbeListener listener,
    LeaseClock clock) {}
