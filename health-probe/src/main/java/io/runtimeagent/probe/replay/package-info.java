/// A recorded timeline played through the heartbeat: a file in, the events out.
@NullMarked
package io.runtimeagent.probe.replay;

import org.jspecify.annotations.NullMarked;
