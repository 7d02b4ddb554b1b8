/// What survives a restart: one small file for each subject, replaced whole or not at all.
@NullMarked
package io.runtimeagent.probe.state;

import org.jspecify.annotations.NullMarked;
