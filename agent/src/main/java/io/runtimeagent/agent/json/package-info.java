/// JSON as a tree of sealed values: reading and writing, nothing else.
@NullMarked
package io.runtimeagent.agent.json;

import org.jspecify.annotations.NullMarked;
