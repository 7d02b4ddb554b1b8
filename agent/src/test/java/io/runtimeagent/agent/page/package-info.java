/// Tests of the page, in a real browser where it matters.
@NullMarked
package io.runtimeagent.agent.page;

import org.jspecify.annotations.NullMarked;
