/// Tests of HTTP face.
@NullMarked
package io.runtimeagent.agent.http;

import org.jspecify.annotations.NullMarked;
