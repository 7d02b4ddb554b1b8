package io.runtimeagent.agent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;

/// Writes each admitted record as one line, at once.
final class LineAppender extends AppenderBase<ILoggingEvent> {
  private final PrintWriter out;
  private final LineFormat format;
  private final Repeats repeats;

  LineAppender(PrintWriter out, LineFormat format, Repeats repeats) {
    this.out = out;
    this.format = format;
    this.repeats = repeats;
  }

  @Override
  protected void append(ILoggingEvent event) {
    long before = limited(event) ? repeats.admit(kind(event), text(event)) : 0;
    if (before >= 0) {
      out.println(format.line(event, before));
      out.flush();
    }
  }

  private static boolean limited(ILoggingEvent event) {
    var markers = event.getMarkerList();
    return event.getLevel().isGreaterOrEqual(Level.INFO)
        && (markers == null || !markers.contains(AgentLog.EACH));
  }

  private static String kind(ILoggingEvent event) {
    return event.getLevel() + " " + event.getLoggerName();
  }

  private static String text(ILoggingEvent event) {
    var pairs = event.getKeyValuePairs();
    return pairs == null ? event.getFormattedMessage() : event.getFormattedMessage() + pairs;
  }
}
