/// The map of this house, and the probe as a whole.
@NullMarked
package io.runtimeagent.probe;

import org.jspecify.annotations.NullMarked;
