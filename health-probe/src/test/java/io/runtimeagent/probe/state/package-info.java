/// Tests of what survives a restart.
@NullMarked
package io.runtimeagent.probe.state;

import org.jspecify.annotations.NullMarked;
