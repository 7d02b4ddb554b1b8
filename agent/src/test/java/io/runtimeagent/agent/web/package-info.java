/// Tests of the web configuration.
@NullMarked
package io.runtimeagent.agent.web;

import org.jspecify.annotations.NullMarked;
