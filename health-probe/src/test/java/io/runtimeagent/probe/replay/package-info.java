/// Replays: the scenarios, random timelines beside a second reading of the rules, bad files.
@NullMarked
package io.runtimeagent.probe.replay;

import org.jspecify.annotations.NullMarked;
