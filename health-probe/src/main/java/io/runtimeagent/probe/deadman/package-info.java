/// The switch that somebody else throws when we fall silent.
@NullMarked
package io.runtimeagent.probe.deadman;

import org.jspecify.annotations.NullMarked;
