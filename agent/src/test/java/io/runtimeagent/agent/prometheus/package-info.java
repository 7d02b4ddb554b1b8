/// What is shipped for Prometheus and Grafana: that it fits the figures, and works with the real
/// ones.
@NullMarked
package io.runtimeagent.agent.prometheus;

import org.jspecify.annotations.NullMarked;
