/// Which one of the deployment's agents leads, agreed on through one small shared text.
@NullMarked
package io.runtimeagent.probe.lease;

import org.jspecify.annotations.NullMarked;
