/// Real Airflows and the databases that they keep their metadata in, on the loopback, for tests.
@NullMarked
package io.runtimeagent.ship.testing.airflow;

import org.jspecify.annotations.NullMarked;
