/// Tests of how stores are opened.
@NullMarked
package io.runtimeagent.agent.store;

import org.jspecify.annotations.NullMarked;
