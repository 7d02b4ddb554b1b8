/// Tests against servers that answer as they are told to.
@NullMarked
package io.runtimeagent.probe.alert.sink;

import org.jspecify.annotations.NullMarked;
