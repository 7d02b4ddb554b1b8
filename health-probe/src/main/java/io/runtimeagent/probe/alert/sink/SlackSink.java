package io.runtimeagent.probe.alert.sink;

import io.runtimeagent.probe.alert.Identity;
import io.runtimeagent.probe.alert.Message;
import io.runtimeagent.probe.alert.SendOutcome;
import io.runtimeagent.probe.alert.Sink;
import io.runtimeagent.probe.http.Answer;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/// One Slack channel, by an incoming webhook (docs.slack.dev, "Sending messages using incoming
/// webhooks"). People read it, so it hears of the opening and of the end, and of nothing between.
public final class SlackSink implements Sink {
  private static final Habits HABITS = new Habits(Updates.UNWANTED, Orphans.LEFT, Duration.ZERO);

  /// What a webhook that works says of a message without a text, which it does not post.
  private static final Set<String> NOTHING_TO_POST =
      Set.of("no_text", "missing_text_or_fallback_or_attachments");

  private final Wire wire;
  private final Name name;
  private final Endpoint endpoint;

  public SlackSink(Wire wire, String label, URI url) {
    this.wire = wire;
    this.endpoint = Endpoint.of(url);
    this.name = endpoint.named(label);
  }

  @Override
  public Name name() {
    return name;
  }

  @Override
  public Habits habits() {
    return HABITS;
  }

  @Override
  public SendOutcome send(Message message) throws InterruptedException {
    return wire.send(endpoint, request(text(message)));
  }

  /// An empty message: a live webhook says that there is nothing to post, a wrong one that it is
  /// wrong.
  @Override
  public SendOutcome check(Identity identity) throws InterruptedException {
    Answer answer = wire.call(request(""));
    boolean alive =
        answer instanceof Answer.Response response
            && response.status() == 400
            && NOTHING_TO_POST.contains(response.body().strip());
    return alive ? new SendOutcome.Accepted() : wire.outcome(endpoint, answer);
  }

  private HttpRequest request(String text) {
    Json.Obj body = new JsonObject().put("text", text).build();
    return endpoint.post(body.compact().getBytes(StandardCharsets.UTF_8)).build();
  }

  private static String text(Message message) {
    String sign =
        switch (message.event()) {
          case OPEN, UPDATE -> ":rotating_light: ";
          case RESOLVE -> ":white_check_mark: ";
          case TEST -> ":information_source: ";
        };
    StringBuilder text = new StringBuilder(sign).append(escaped(message.summary()));
    message
        .details()
        .forEach((name, value) -> text.append("\n").append(escaped(name + ": " + value)));
    String tag = message.identity().imageTag();
    return tag.isEmpty() ? text.toString() : text + "\n" + escaped("image: " + tag);
  }

  /// Slack reads these three characters as markup.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
