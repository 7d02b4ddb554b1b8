/// Tests of the lease.
@NullMarked
package io.runtimeagent.probe.lease;

import org.jspecify.annotations.NullMarked;
