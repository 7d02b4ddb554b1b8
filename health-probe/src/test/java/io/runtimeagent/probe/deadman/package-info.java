/// Tests against servers that answer as they are told to.
@NullMarked
package io.runtimeagent.probe.deadman;

import org.jspecify.annotations.NullMarked;
