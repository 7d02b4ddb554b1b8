package io.runtimeagent.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Locale;

/// Lines for a person who ran a command.
final class PlainLines implements LineFormat {

  @Override
  public String line(ILoggingEvent event, long repeats) {
    String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
    String again = repeats == 0 ? "" : " (and " + repeats + " times before)";
    return level + ": " + event.getFormattedMessage() + again;
  }
}
