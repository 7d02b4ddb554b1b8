package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.http.Answer;
import io.runtimeagent.agent.overview.Overview;
import io.runtimeagent.agent.page.Assets;
import io.runtimeagent.agent.page.Page;
import io.runtimeagent.agent.probe.Duty;
import java.time.Instant;

/// Makes the page of one moment out of the running parts.
final class StatusPage {
  private final AgentFace.Shown shown;
  private final Overview overview;
  private final Page page = new Page(Assets.read());

  StatusPage(AgentConfig config, AgentFace.Shown shown, Instant startedAt) {
    this.shown = shown;
    this.overview = new Overview(about(config, shown.watching().duty(), startedAt));
  }

  Answer at(Instant now) {
    var parts =
        new Overview.Parts(
            shown.shipping().map(Shipping::status),
            shown.watching().heartbeat(),
            shown.watching().alerts(),
            shown.runtime().view());
    return new Answer(200, "text/html; charset=utf-8", page.of(overview.at(now, parts)))
        .with("Content-Security-Policy", page.policy());
  }

  private static Overview.About about(AgentConfig config, Duty duty, Instant startedAt) {
    Destination destination = config.shipping().destination();
    return new Overview.About(
        config.deploymentId(),
        config.component().role().word(),
        Version.ofThisBuild().number(),
        startedAt,
        new Overview.Route(
            config.shipping().logFolder().toString(),
            destination instanceof Destination.Off ? "" : destination.url(),
            StatusDocument.word(config.shipping().freshness())),
        destination instanceof Destination.Off(String reason) ? reason : "",
        duty instanceof Duty.Rests(String why) ? why : "");
  }
}
