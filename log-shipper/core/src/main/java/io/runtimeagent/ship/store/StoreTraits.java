package io.runtimeagent.ship.store;

import java.time.Duration;

/// What a store can do, so that pacing need not know which one it is.
///
/// `appendsFromBytes`: from this object length on an addition sends only what is new; below it, the
/// object again. `minWriteInterval`: the least time between two writes to one object.
/// `rewriteCosts`: whether sending again crosses a network and is to be capped.
public record StoreTraits(long appendsFromBytes, Duration minWriteInterval, boolean rewriteCosts) {}
