package io.runtimeagent.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;

/// How one record of the log reads on one line, without its line feed.
///
/// `repeats` counts how often the same was kept back before.
@FunctionalInterface
interface LineFormat {
  String line(ILoggingEvent event, long repeats);
}
