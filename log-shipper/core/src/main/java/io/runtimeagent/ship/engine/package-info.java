/// Who works on which log when: due times, workers, single flight per log, and how many at once.
@NullMarked
package io.runtimeagent.ship.engine;

import org.jspecify.annotations.NullMarked;
