package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Alert.Opening;
import java.time.Instant;

/// An alert that is over.
public record Incident(Subject subject, Opening opened, Instant resolvedAt, boolean flapping) {}
