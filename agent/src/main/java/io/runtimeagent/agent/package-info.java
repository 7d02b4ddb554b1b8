/// The program: starts and stops what the libraries do.
@NullMarked
package io.runtimeagent.agent;

import org.jspecify.annotations.NullMarked;
