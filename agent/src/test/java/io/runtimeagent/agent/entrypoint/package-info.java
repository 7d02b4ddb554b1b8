/// Tests of the image's entry point and of the process tree that it makes.
@NullMarked
package io.runtimeagent.agent.entrypoint;

import org.jspecify.annotations.NullMarked;
