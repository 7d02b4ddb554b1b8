/// The object store contract on azure.
@NullMarked
package io.runtimeagent.ship.azure;

import org.jspecify.annotations.NullMarked;
