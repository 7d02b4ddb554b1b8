package io.runtimeagent.probe.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Message.Event;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageTest {
  private static final Instant NOW = Instant.parse("2024-03-05T10:10:30Z");

  private static String summary(Event event, Alert alert) {
    return new Message(event, alert, Delivery.IDENTITY, NOW).summary();
  }

  @Test
  void summaries_sayWhatIsWrongAndWhere() {
    assertThat(summary(Event.OPEN, Alerts.heartbeat(NOW)))
        .isEqualTo(
            "Airflow of deployment d1 needs help: the monitoring DAG failed twice in a row"
                + " (FAILED_TWICE, NOT_SCHEDULED).");
    assertThat(summary(Event.OPEN, Alerts.observer(NOW, Duration.ZERO)))
        .startsWith("The view of Airflow of deployment d1 needs help: Airflow cannot be read");
    assertThat(summary(Event.OPEN, Alerts.shipping(NOW)))
        .startsWith("Log shipping of deployment d1 on host-1 needs help: task logs do not reach");
    assertThat(summary(Event.RESOLVE, Alerts.resolved(Alerts.heartbeat(NOW), NOW.plusSeconds(90))))
        .isEqualTo("Airflow of deployment d1 is well again after 1 min.");
  }

  @Test
  void trial_saysThatItIsOne() {
    Message test = Message.trial(Event.TEST, Delivery.IDENTITY, NOW);
    Message over = Message.trial(Event.RESOLVE, Delivery.IDENTITY, NOW);
    assertThat(test.summary()).contains("a test", "nothing is wrong");
    assertThat(over.summary()).isEqualTo("The test of the alerts of deployment d1 is over.");
    assertThat(test.severity()).isEqualTo(Severity.INFO);
    assertThat(over.alert().dedupKey()).isEqualTo(test.alert().dedupKey());
  }
}
