/// A folder as an object store: one file per object, replaced as a whole.
@NullMarked
package io.runtimeagent.ship.store.file;

import org.jspecify.annotations.NullMarked;
