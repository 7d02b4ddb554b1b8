/// What an object store must be able to do, and how it answers.
@NullMarked
package io.runtimeagent.ship.store;

import org.jspecify.annotations.NullMarked;
