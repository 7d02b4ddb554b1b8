/// What happened, told in the past tense to whoever counts or logs it.
@NullMarked
package io.runtimeagent.probe.event;

import org.jspecify.annotations.NullMarked;
