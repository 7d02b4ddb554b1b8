/// The configuration: one table of keys, one immutable record, all faults reported together.
@NullMarked
package io.runtimeagent.agent.config;

import org.jspecify.annotations.NullMarked;
