/// The places that alerts go to, one class for each.
@NullMarked
package io.runtimeagent.probe.alert.sink;

import org.jspecify.annotations.NullMarked;
