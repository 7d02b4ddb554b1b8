package io.runtimeagent.agent.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogLinesTest {
  private final Logger logger = new LoggerContext().getLogger("io.runtimeagent.x");

  @Test
  void json_isOneLineOfKnownOrder() {
    LoggingEvent event = event(Level.WARN, "A {} came.", "log");
    event.setKeyValuePairs(
        List.of(new KeyValuePair("log", "a/é.log"), new KeyValuePair("bytes", 12L)));
    assertThat(new JsonLines().line(event, 3))
        .isEqualTo(
            "{\"timestamp\":\"2026-11-21T12:00:00.123Z\",\"level\":\"WARN\","
                + "\"logger\":\"io.runtimeagent.x\",\"message\":\"A log came.\","
                + "\"log\":\"a/é.log\",\"bytes\":12,\"repeated\":3}");
  }

  @Test
  void json_escapesWhatWouldForgeALine() {
    String line =
        new JsonLines().line(event(Level.INFO, "a\nb\"c\\d\u0000\u2028\ud800e\ud83d\ude00"), 0);
    assertThat(line)
        .contains("\"a\\nb\\\"c\\\\d\\u0000\\u2028\\ud800e\ud83d\ude00\"")
        .doesNotContain("\n");
  }

  @Test
  void json_tellsTheExceptionWithItsStack() {
    var event =
        new LoggingEvent(
            "", logger, Level.ERROR, "It failed.", new IllegalStateException("why"), null);
    assertThat(new JsonLines().line(event, 0))
        .contains("\"exception\":\"java.lang.IllegalStateException: why\\n\\tat ");
  }

  @Test
  void plain_readsAsAPersonWouldSay() {
    assertThat(new PlainLines().line(event(Level.WARN, "It is late."), 2))
        .isEqualTo("warn: It is late. (and 2 times before)");
  }

  private LoggingEvent event(Level level, String message, Object... arguments) {
    var event = new LoggingEvent("", logger, level, message, null, arguments);
    event.setInstant(Instant.parse("2026-11-21T12:00:00.123456Z"));
    return event;
  }
}
