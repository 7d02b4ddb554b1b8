/// Tests of what alerts should be, and of their delivery.
@NullMarked
package io.runtimeagent.probe.alert;

import org.jspecify.annotations.NullMarked;
