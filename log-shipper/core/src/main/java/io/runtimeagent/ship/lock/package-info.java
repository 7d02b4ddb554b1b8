/// One shipper per log folder.
@NullMarked
package io.runtimeagent.ship.lock;

import org.jspecify.annotations.NullMarked;
