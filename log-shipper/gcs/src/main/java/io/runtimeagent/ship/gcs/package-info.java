/// The object store contract on gcs.
@NullMarked
package io.runtimeagent.ship.gcs;

import org.jspecify.annotations.NullMarked;
