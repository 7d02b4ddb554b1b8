package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.http.HttpFace;
import io.runtimeagent.agent.logging.AgentLog;
import io.runtimeagent.agent.probe.Watching;
import io.runtimeagent.agent.runtime.RuntimeWatch;
import io.runtimeagent.ship.DrainReport;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The agent from its start to its end: starts its parts, waits for the moment to drain, drains,
/// stops the parts in reverse order.
public final class AgentRun {
  private static final System.Logger logger = System.getLogger(AgentRun.class.getName());

  /// Of the time to drain this much stays for closing and leaving.
  private static final Duration LEAVING = Duration.ofSeconds(1);

  private final AgentConfig config;
  private final AgentFace face;
  private final Parts parts;

  AgentRun(AgentConfig config, AgentFace face, Parts parts) {
    this.config = config;
    this.face = face;
    this.parts = parts;
  }

  /// What runs, if the configuration asks for it, and what says when to end.
  record Parts(
      Optional<Pulse> pulse,
      Optional<Shipping> shipping,
      Watching watching,
      Optional<HttpFace> http,
      RuntimeWatch runtime,
      Ending ending) {}

  /// Runs until the end; what is left then, by name.
  public DrainReport run() throws InterruptedException {
    try (var statusFile = new StatusFile(config.stateDir(), face::status)) {
      try {
        start(statusFile);
        parts.ending().await();
        enter(Phase.DRAINING, statusFile);
        Thread leaving = Thread.ofVirtual().name("leaving").start(parts.watching()::close);
        DrainReport report = drain();
        boolean unused = leaving.join(LEAVING);
        enter(Phase.ENDED, statusFile);
        return report;
      } finally {
        close();
      }
    }
  }

  private void start(StatusFile statusFile) {
    logger.log(
        Level.INFO,
        "Runtime Agent {0} starts beside {1}. {2}",
        Version.ofThisBuild().number(),
        config.component().role().word(),
        purpose());
    parts.pulse().ifPresent(Pulse::start);
    parts.shipping().ifPresent(shipping -> shipping.shipper().start());
    parts.watching().start();
    parts.http().ifPresent(HttpFace::start);
    statusFile.start();
    parts.runtime().start();
  }

  private String purpose() {
    return switch (config.shipping().destination()) {
      case Destination.Off(String reason) -> "Shipping is off: " + reason;
      case Destination on ->
          "Logs go from " + config.shipping().logFolder() + " to " + on.url() + ".";
    };
  }

  private void enter(Phase phase, StatusFile statusFile) {
    face.enter(phase);
    statusFile.write();
  }

  private DrainReport drain() throws InterruptedException {
    if (parts.shipping().isEmpty()) {
      return new DrainReport(0, 0, List.of());
    }
    DrainReport report = parts.shipping().get().shipper().drain(timeToDrain());
    if (report.complete()) {
      logger.log(
          Level.INFO, "All logs are stored; {0} bytes of them just now.", report.storedBytes());
    } else {
      tellWhatIsLeft(report);
    }
    return report;
  }

  private Duration timeToDrain() {
    Duration all = config.shipping().drainTimeout();
    return all.compareTo(LEAVING.multipliedBy(4)) > 0
        ? all.minus(LEAVING)
        : all.multipliedBy(3).dividedBy(4);
  }

  private static void tellWhatIsLeft(DrainReport report) {
    Logger each = LoggerFactory.getLogger(AgentRun.class);
    for (DrainReport.Left left : report.left()) {
      each.atError()
          .addMarker(AgentLog.EACH)
          .addKeyValue("log", left.log().value())
          .addKeyValue("bytes", left.bytes())
          .addKeyValue("reason", left.why())
          .log("A log is not stored whole.");
    }
    logger.log(Level.ERROR, "Logs that are not stored whole: {0}.", report.left().size());
  }

  private void close() {
    parts.runtime().close();
    parts.http().ifPresent(HttpFace::close);
    parts.shipping().ifPresent(Shipping::close);
    parts.pulse().ifPresent(Pulse::close);
  }
}
