package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.http.Answer;
import io.runtimeagent.agent.http.Route;
import io.runtimeagent.agent.http.Route.Readers;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.metrics.AgentMeters;
import io.runtimeagent.agent.probe.Duty;
import io.runtimeagent.agent.probe.Watching;
import io.runtimeagent.agent.runtime.AgentBuild;
import io.runtimeagent.agent.runtime.RuntimeJson;
import io.runtimeagent.agent.runtime.RuntimeWatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the running agent shows of itself, over HTTP and in its status file.
final class AgentFace {
  private final StatusDocument document;
  private final AgentConfig config;
  private final Shown shown;
  private final StatusPage page;
  private volatile Phase phase = Phase.RUNNING;

  /// The parts whose work is shown.
  record Shown(Optional<Shipping> shipping, Watching watching, RuntimeWatch runtime) {}

  AgentFace(StatusDocument document, AgentConfig config, Shown shown) {
    this.document = document;
    this.config = config;
    this.shown = shown;
    this.page = new StatusPage(config, shown, document.startedAt());
  }

  void enter(Phase next) {
    phase = next;
  }

  String status() {
    Json image = RuntimeJson.summary(shown.runtime().view());
    var facts =
        new StatusDocument.Parts(
            image, shippingFacts(), heartbeat(), ProbeDocument.alerts(shown.watching().alerts()));
    return JsonText.writeIndented(document.at(Instant.now(), phase, facts)) + "\n";
  }

  private String record() {
    AgentBuild build = Version.ofThisBuild().build();
    return JsonText.writeIndented(new Json.Members(RuntimeJson.of(shown.runtime().view(), build)))
        + "\n";
  }

  List<Route> routes(AgentMeters meters) {
    Readers people = config.http().statusPublic() ? Readers.EVERYBODY : Readers.OPERATORS;
    return List.of(
        new Route("/", people, _ -> page.at(Instant.now())),
        new Route("/metrics", Readers.SCRAPERS, accept -> metrics(meters, accept)),
        new Route("/-/healthy", Readers.EVERYBODY, _ -> Answer.text(200, "healthy")),
        new Route("/-/ready", Readers.EVERYBODY, _ -> ready()),
        new Route("/v1/runtime", people, _ -> Answer.json(record())),
        new Route("/v1/status", people, _ -> Answer.json(status())));
  }

  private static Answer metrics(AgentMeters meters, String accept) {
    AgentMeters.Exposition exposition = meters.expose(accept);
    return new Answer(200, exposition.contentType(), exposition.text());
  }

  /// Ready once everything that was there at the start has been looked at.
  private Answer ready() {
    return shown.shipping().isEmpty() || shown.shipping().get().status().firstPassDone()
        ? Answer.text(200, "ready")
        : Answer.text(503, "The first look at all logs is not done.");
  }

  private Json heartbeat() {
    return switch (shown.watching().duty()) {
      case Duty.Rests(String why) -> ProbeDocument.off(why);
      case Duty.Judges _ -> ProbeDocument.heartbeat(shown.watching().heartbeat().orElseThrow());
    };
  }

  private Json shippingFacts() {
    return switch (config.shipping().destination()) {
      case Destination.Off off -> StatusDocument.off(off);
      case Destination.S3 _, Destination.Gcs _, Destination.Azure _, Destination.Folder _ ->
          document.shipping(shown.shipping().orElseThrow().status());
    };
  }
}
