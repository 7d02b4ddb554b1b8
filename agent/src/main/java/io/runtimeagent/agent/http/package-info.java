/// What the agent answers over HTTP: reading only, bounded in every direction.
@NullMarked
package io.runtimeagent.agent.http;

import org.jspecify.annotations.NullMarked;
