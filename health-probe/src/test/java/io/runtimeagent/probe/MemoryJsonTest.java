package io.runtimeagent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.Memory.Acquaintance;
import io.runtimeagent.probe.heartbeat.HeartbeatState;
import io.runtimeagent.probe.heartbeat.Reason;
import io.runtimeagent.probe.heartbeat.Schedule;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryJsonTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123456789Z");

  private static Memory full() throws Exception {
    return new Memory(
        Acquaintance.SEEN,
        new HeartbeatState(
            NOW,
            NOW.minusSeconds(300),
            NOW.minusSeconds(9000),
            NOW.minusSeconds(8000),
            NOW.minusSeconds(1),
            true,
            Schedule.of("*/7 6-23 * * *", ZoneId.of("America/New_York")),
            new HeartbeatState.Alert(
                NOW.minusSeconds(60),
                Set.of(Reason.FAILED_TWICE, Reason.NOT_STARTED),
                true,
                List.of(NOW.minusSeconds(1200), NOW.minusSeconds(60))),
            NOW.minusSeconds(30)));
  }

  private static Memory again(Memory memory) throws JsonException {
    String text = MemoryJson.write(memory).build().compact();
    return MemoryJson.read((Json.Obj) Json.parse(text));
  }

  @Test
  void memory_comesBackWhole() throws Exception {
    assertThat(again(full())).isEqualTo(full());
    assertThat(again(Memory.NONE)).isEqualTo(Memory.NONE);
    Memory seen = new Memory(Acquaintance.SEEN, null);
    assertThat(again(seen)).isEqualTo(seen);
  }

  @Test
  void memoryOfAQuietStart_comesBackWithItsGaps() throws Exception {
    Memory memory =
        new Memory(
            Acquaintance.SEEN,
            new HeartbeatState(
                NOW, null, NOW, NOW, NOW, false, null, HeartbeatState.Alert.NONE, null));
    assertThat(again(memory)).isEqualTo(memory);
  }

  @ParameterizedTest
  @CsvSource({
    "seen, 1",
    "seen, \"yesterday\"",
    "floor, null",
    "zone, \"Mars/Base\"",
    "schedule, \"every day\"",
    "last, \"2026-13-01T00:00:00Z\"",
    "reasons, [\"BORED\"]"
  })
  void fieldThatMakesNoSense_isNoMemory(String field, String value) throws Exception {
    String whole = MemoryJson.write(full()).build().compact();
    String text =
        whole.replaceFirst(
            "\"" + field + "\":(\\[[^]]*]|\"[^\"]*\")", "\"" + field + "\":" + value);
    assertThat(text).isNotEqualTo(whole);
    assertThat(MemoryJson.read((Json.Obj) Json.parse(text))).isEqualTo(Memory.NONE);
  }
}
