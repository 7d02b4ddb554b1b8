/// Airflow asked by its metadata database, read only and without a lock.
@NullMarked
package io.runtimeagent.probe.observe.database;

import org.jspecify.annotations.NullMarked;
