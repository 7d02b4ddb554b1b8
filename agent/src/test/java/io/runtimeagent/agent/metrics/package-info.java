/// Tests of figures and the journal.
@NullMarked
package io.runtimeagent.agent.metrics;

import org.jspecify.annotations.NullMarked;
