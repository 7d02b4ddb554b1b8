package io.runtimeagent.probe.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.observe.EffectiveSchedule.Told;
import io.runtimeagent.probe.observe.Observed.ScheduleSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveScheduleTest {
  private static final ScheduleFallback NOTHING = new ScheduleFallback("", "utc");

  private static EffectiveSchedule of(@Nullable String expression, @Nullable String zone) {
    return EffectiveSchedule.choose(new Told(expression, zone, 3), NOTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          UTC                                | Z
          utc                                | Z
          Europe/Berlin                      | Europe/Berlin
          Timezone('Europe/Berlin')          | Europe/Berlin
          Timezone("America/New_York")       | America/New_York
          FixedTimezone(3600, name="+01:00") | +01:00
          FixedTimezone(-12600)              | -03:30
          Nowhere/Land                       | Z
          """)
  void zones_areReadAsEachVersionPrintsThem(String printed, String zone) {
    assertThat(of("* * * * *", printed).schedule().zone().getId()).isEqualTo(zone);
  }

  @Test
  void airflowsWord_standsBeforeTheEnvironments() {
    ScheduleFallback environment = new ScheduleFallback("*/7 * * * *", "Europe/Berlin");
    EffectiveSchedule told = EffectiveSchedule.choose(new Told("@hourly", null, 2), environment);
    assertThat(told.source()).isEqualTo(ScheduleSource.DAG);
    assertThat(told.schedule()).hasToString("@hourly in UTC");
  }

  @Test
  void environment_isInTheZoneThatItsAirflowUses() {
    ScheduleFallback environment = new ScheduleFallback("*/7 3 * * *", "Europe/Berlin");
    EffectiveSchedule three = EffectiveSchedule.choose(new Told(null, null, 3), environment);
    EffectiveSchedule two = EffectiveSchedule.choose(new Told(null, null, 2), environment);
    assertThat(three.schedule()).hasToString("*/7 3 * * * in Europe/Berlin");
    assertThat(two.schedule()).hasToString("*/7 3 * * * in UTC");
    assertThat(three.source()).isEqualTo(ScheduleSource.ENVIRONMENT);
    assertThat(three.invalid()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"None", "@once", "@continuous", "0:05:00", "Dataset", "* * * *", "61 * * * *"})
  void whatIsNoCron_keepsTheDefault(String expression) {
    EffectiveSchedule schedule = of(expression, "Europe/Berlin");
    assertThat(schedule.invalid()).isTrue();
    assertThat(schedule.source()).isEqualTo(ScheduleSource.DEFAULT);
    assertThat(schedule.schedule()).hasToString("*/5 * * * * in Europe/Berlin");
    EffectiveSchedule environment =
        EffectiveSchedule.choose(new Told(null, null, 3), new ScheduleFallback(expression, "utc"));
    assertThat(environment.invalid()).isTrue();
    assertThat(environment.schedule().expression()).isEqualTo("*/5 * * * *");
  }

  @Test
  void nothingSaidAnywhere_isTheDefault_andNotInvalid() {
    EffectiveSchedule schedule = of(null, null);
    assertThat(schedule.source()).isEqualTo(ScheduleSource.DEFAULT);
    assertThat(schedule.invalid()).isFalse();
    assertThat(schedule.schedule()).hasToString("*/5 * * * * in UTC");
  }
}
