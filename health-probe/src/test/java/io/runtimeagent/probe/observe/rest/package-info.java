/// Tests of the observer that asks the REST API.
@NullMarked
package io.runtimeagent.probe.observe.rest;

import org.jspecify.annotations.NullMarked;
