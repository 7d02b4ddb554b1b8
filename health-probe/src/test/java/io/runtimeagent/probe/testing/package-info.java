/// Servers of our own that tests put in place of others.
@NullMarked
package io.runtimeagent.probe.testing;

import org.jspecify.annotations.NullMarked;
