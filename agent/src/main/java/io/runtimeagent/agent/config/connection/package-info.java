/// Airflow connections, and what each store's provider takes from them.
@NullMarked
package io.runtimeagent.agent.config.connection;

import org.jspecify.annotations.NullMarked;
