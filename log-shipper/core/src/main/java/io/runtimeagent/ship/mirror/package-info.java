/// What is on disk, what is stored, and what to do next: the decision that keeps an object equal to
/// its log.
@NullMarked
package io.runtimeagent.ship.mirror;

import org.jspecify.annotations.NullMarked;
