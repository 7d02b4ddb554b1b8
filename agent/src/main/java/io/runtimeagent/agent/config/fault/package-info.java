/// What is wrong or worth saying about the configuration, collected until all of it is known.
@NullMarked
package io.runtimeagent.agent.config.fault;

import org.jspecify.annotations.NullMarked;
