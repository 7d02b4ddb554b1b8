/// Tests of the house as a whole.
@NullMarked
package io.runtimeagent.agent;

import org.jspecify.annotations.NullMarked;
