package io.runtimeagent.agent.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/// One JSON object a line: `timestamp`, `level`, `logger`, `message`, then what the record adds.
final class JsonLines implements LineFormat {

  @Override
  public String line(ILoggingEvent event, long repeats) {
    var line = new StringBuilder(256);
    line.append("{\"timestamp\":\"").append(event.getInstant().truncatedTo(ChronoUnit.MILLIS));
    line.append("\",\"level\":\"").append(event.getLevel()).append('"');
    field(line, "logger", event.getLoggerName());
    field(line, "message", event.getFormattedMessage());
    pairs(line, event.getKeyValuePairs());
    if (repeats > 0) {
      line.append(",\"repeated\":").append(repeats);
    }
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null) {
      field(line, "exception", ThrowableProxyUtil.asString(thrown));
    }
    return line.append('}').toString();
  }

  private static void pairs(StringBuilder line, List<KeyValuePair> pairs) {
    if (pairs == null) {
      return;
    }
    for (KeyValuePair pair : pairs) {
      if (pair.value instanceof Number) {
        line.append(",\"").append(pair.key).append("\":").append(pair.value);
      } else {
        field(line, pair.key, String.valueOf(pair.value));
      }
    }
  }

  private static void field(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":\"");
    for (int i = 0; i < value.length(); i++) {
      escape(line, value, i);
    }
    line.append('"');
  }

  private static void escape(StringBuilder line, String value, int index) {
    char c = value.charAt(index);
    switch (c) {
      case '"' -> line.append("\\\"");
      case '\\' -> line.append("\\\\");
      case '\n' -> line.append("\\n");
      case '\r' -> line.append("\\r");
      case '\t' -> line.append("\\t");
      default -> {
        if (c < 0x20 || c == 0x7f || c == 0x2028 || c == 0x2029 || loneSurrogate(value, index)) {
          line.append("\\u%04x".formatted((int) c));
        } else {
          line.append(c);
        }
      }
    }
  }

  private static boolean loneSurrogate(String value, int index) {
    char c = value.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == value.length() || !Character.isLowSurrogate(value.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(value.charAt(index - 1)));
  }
}
