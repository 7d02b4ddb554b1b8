/// Tests of the words for people.
@NullMarked
package io.runtimeagent.agent.overview;

import org.jspecify.annotations.NullMarked;
