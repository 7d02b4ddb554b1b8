/// Turns facts into figures and log lines; the only room that knows Micrometer.
@NullMarked
package io.runtimeagent.agent.metrics;

import org.jspecify.annotations.NullMarked;
