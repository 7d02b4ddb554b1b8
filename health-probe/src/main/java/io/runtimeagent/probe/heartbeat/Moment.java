package io.runtimeagent.probe.heartbeat;

import java.time.Duration;
import java.time.Instant;

/// One instant on both clocks: the wall clock, which may be set, and the monotonic one, counted
/// from anywhere as long as one process keeps to it.
public record Moment(Instant wall, Duration monotonic) {}
