package io.runtimeagent.probe.alert.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.alert.Alerts;
import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Message;
import io.runtimeagent.probe.alert.Message.Event;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.testing.StubServer.Reply;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSinkTest extends AlertSinkContract {
  @Override
  Sink sink(Wire wire, URI server) {
    return new SlackSink(wire, "slack", server.resolve("/services/T0/B0/" + SECRET));
  }

  private String text() throws Exception {
    return String.valueOf(((Json.Obj) Json.parse(server.last().body())).text("text"));
  }

  @Test
  void open_isALineForPeople() throws Exception {
    sink().send(message(Event.OPEN, Alerts.heartbeat(NOW)));
    assertThat(text())
        .isEqualTo(
            """
            :rotating_light: Airflow of deployment d1 needs help: the monitoring DAG failed twice \
            in a row (FAILED_TWICE, NOT_SCHEDULED).
            last_scheduled: 2024-03-05T10:00:00Z
            image: tag-7\
            """);
  }

  @Test
  void markup_isEscaped() throws Exception {
    var identity = new Identity("<!channel> & co", "", "", "");
    sink().send(new Message(Event.OPEN, Alerts.heartbeat(NOW), identity, NOW));
    assertThat(text()).contains("&lt;!channel&gt; &amp; co").doesNotContain("<!channel>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no_text", "missing_text_or_fallback_or_attachments"})
  void check_isAnEmptyMessageThatALiveWebhookRefuses(String words) throws Exception {
    server.replying(Reply.of(400, words));
    assertThat(sink().check(IDENTITY)).isEqualTo(new SendOutcome.Accepted());
    assertThat(text()).isEmpty();
  }

  @Test
  void check_findsAWebhookThatIsGone() throws Exception {
    server.replying(Reply.of(404, "no_service"));
    assertThat(sink().check(IDENTITY))
        .isEqualTo(new SendOutcome.Refused("answered 404: no_service"));
  }
}
