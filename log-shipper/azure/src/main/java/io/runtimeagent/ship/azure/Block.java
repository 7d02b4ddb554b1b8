package io.runtimeagent.ship.azure;

/// A committed stretch of a blob; `id` is in base64.
record Block(String id, long bytes) {}
