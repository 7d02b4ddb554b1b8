/// What a person must know of everything that goes on here: the parts' snapshots put into the words
/// of the page.
@NullMarked
package io.runtimeagent.agent.overview;

import org.jspecify.annotations.NullMarked;
