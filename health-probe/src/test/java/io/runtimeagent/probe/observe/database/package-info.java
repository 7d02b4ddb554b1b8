/// Tests of the observer that asks the metadata database.
@NullMarked
package io.runtimeagent.probe.observe.database;

import org.jspecify.annotations.NullMarked;
