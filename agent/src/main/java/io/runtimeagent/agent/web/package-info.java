/// What the file of Prometheus' exporter-toolkit says: with which certificate the agent answers
/// over TLS, and who may log in.
@NullMarked
package io.runtimeagent.agent.web;

import org.jspecify.annotations.NullMarked;
