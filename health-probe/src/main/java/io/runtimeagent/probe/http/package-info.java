/// Calls to servers that may hang, lie or send too much: each ends in time.
@NullMarked
package io.runtimeagent.probe.http;

import org.jspecify.annotations.NullMarked;
