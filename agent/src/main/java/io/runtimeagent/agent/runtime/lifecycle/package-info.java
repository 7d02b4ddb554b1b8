/// How long a version of Runtime is maintained: grammar of versions, tables, calculation.
@NullMarked
package io.runtimeagent.agent.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
