/// The page that people read: what is running, and whether anything is wrong and what.
@NullMarked
package io.runtimeagent.agent.page;

import org.jspecify.annotations.NullMarked;
