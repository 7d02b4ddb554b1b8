package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.logging.AgentLog;
import io.runtimeagent.probe.ProbeConfig.Numbers;
import io.runtimeagent.probe.heartbeat.Parameters;
import io.runtimeagent.probe.heartbeat.Parameters.NotStarted;
import io.runtimeagent.probe.heartbeat.Parameters.PausedPolicy;
import io.runtimeagent.probe.lease.LeaseParameters;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The agent as a process of its own, in a hurry: what takes ten minutes takes eight seconds, and a
/// lease lasts six.
public final class ShortAgent {
  private static final Numbers NUMBERS =
      new Numbers(
          Duration.ofMillis(500),
          new Parameters(
              Duration.ofSeconds(8),
              Duration.ofSeconds(8),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofSeconds(4),
              2,
              2,
              6,
              Duration.ofSeconds(20),
              Duration.ofSeconds(30),
              100,
              Duration.ofMinutes(60),
              NotStarted.ON,
              PausedPolicy.HOLD),
          new LeaseParameters(
              Duration.ofSeconds(6),
              Duration.ofSeconds(1),
              Duration.ofSeconds(1),
              Duration.ofMillis(500),
              Duration.ofSeconds(1)));

  private ShortAgent() {}

  /// Reads the configuration from the environment, as the agent does.
  public static void main(String[] arguments) throws InterruptedException {
    var err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    new AgentLog(err).json("DEBUG");
    ConfigInput input = ConfigInput.ofProcess();
    var termination = new Termination();
    Signals.handle(termination);
    switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid valid ->
          new Assembly(valid.config(), input, NUMBERS).agent(termination).run();
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    }
  }
}
