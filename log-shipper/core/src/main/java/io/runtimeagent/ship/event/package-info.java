/// What happened, in the past tense, for whoever counts or tells it.
@NullMarked
package io.runtimeagent.ship.event;

import org.jspecify.annotations.NullMarked;
