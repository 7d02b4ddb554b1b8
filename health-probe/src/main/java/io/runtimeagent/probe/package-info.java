/// Watches one Airflow deployment and alerts whoever is on call; the wiring of the rooms below.
@NullMarked
package io.runtimeagent.probe;

import org.jspecify.annotations.NullMarked;
