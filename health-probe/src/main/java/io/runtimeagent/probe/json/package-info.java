/// A small, strict JSON tree: what the replay file, Airflow's answers and the alert bodies need.
@NullMarked
package io.runtimeagent.probe.json;

import org.jspecify.annotations.NullMarked;
