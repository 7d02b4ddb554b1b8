/// What each alert should be, kept on disk, and its delivery until every sink has accepted it.
@NullMarked
package io.runtimeagent.probe.alert;

import org.jspecify.annotations.NullMarked;
