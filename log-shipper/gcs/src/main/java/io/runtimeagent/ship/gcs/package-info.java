/// The object store contract on Google Cloud Storage.
@NullMarked
package io.runtimeagent.ship.gcs;

import org.jspecify.annotations.NullMarked;
