package io.runtimeagent.probe.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  /// Schedule, zone and t; then next(t), next(next(t)) and D(t).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/5 * * * *|UTC|2024-03-05T10:02:07Z|10:05:00 10:10:00 10:12:07",
        "0 * * * *|UTC|2024-03-05T10:02:07Z|11:00:00 12:00:00 12:00:00",
        "*/5 * * * *|America/New_York|2024-11-03T05:55:00Z|06:00:00 06:05:00 06:05:00",
        "*/10 0-12 * * *|America/New_York|2024-11-03T04:50:00Z|06:00:00 06:10:00 06:10:00",
        "30 2 * * *|America/New_York|2024-03-09T07:30:00Z|07:30:00 06:30:00 06:30:00",
        "0 */2 * * *|America/New_York|2024-11-03T04:00:00Z|07:00:00 09:00:00 09:00:00",
        "*/5 6-23 * * *|UTC|2024-03-05T23:55:00Z|06:00:00 06:05:00 06:05:00",
        "* * * * *|UTC|2024-03-05T23:55:00Z|23:56:00 23:57:00 00:05:00",
        "30 2 * * *|Australia/Lord_Howe|2024-10-04T16:00:00Z|15:30:00 15:30:00 15:30:00",
        "30 1 * * *|Australia/Lord_Howe|2024-04-05T14:30:00Z|15:00:00 15:00:00 15:00:00",
      })
  void next_walksAsAirflowDoes(String row) throws InvalidScheduleException {
    String[] cells = row.split("\\|");
    Schedule schedule = Schedule.of(cells[0], ZoneId.of(cells[1]));
    Instant time = Instant.parse(cells[2]);

    Instant next = schedule.next(time);
    Instant nextButOne = schedule.next(next);
    Instant due = new Deadlines(Parameters.STANDARD, schedule).after(time);

    assertThat(clock(next) + " " + clock(nextButOne) + " " + clock(due)).isEqualTo(cells[3]);
    assertThat(next).isAfter(time);
    assertThat(nextButOne).isAfter(next);
  }

  @Test
  void equality_isOfTextAndZone() throws InvalidScheduleException {
    assertThat(Schedule.standard(ZoneOffset.UTC))
        .isEqualTo(Schedule.of("*/5 * * * *", ZoneOffset.UTC))
        .isNotEqualTo(Schedule.of("*/6 * * * *", ZoneOffset.UTC));
  }

  private static String clock(Instant time) {
    return time.toString().substring(11, 19);
  }
}
