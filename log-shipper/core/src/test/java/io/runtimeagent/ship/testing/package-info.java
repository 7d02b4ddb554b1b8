/// Real object stores on the loopback for tests, and what makes them fail on demand.
@NullMarked
package io.runtimeagent.ship.testing;

import org.jspecify.annotations.NullMarked;
