/// The object store contract on s3.
@NullMarked
package io.runtimeagent.ship.s3;

import org.jspecify.annotations.NullMarked;
