package io.runtimeagent.agent.command;

import io.runtimeagent.agent.command.Finding.Mark;
import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.run.Assembly;
import io.runtimeagent.agent.run.ShipperConfigs;
import io.runtimeagent.ship.StoreCheck;
import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.OldVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Looks whether what is configured works.
final class SetUp {
  private final AgentConfig config;
  private final ConfigInput input;

  SetUp(AgentConfig config, ConfigInput input) {
    this.config = config;
    this.input = input;
  }

  List<Finding> findings() throws InterruptedException {
    var findings = new ArrayList<Finding>();
    if (!config.enabled()) {
      findings.add(new Finding(Mark.WARNING, "enabled", "The agent is disabled."));
    }
    findings.add(logFolder());
    findings.add(stateDir());
    if (config.shipping().destination() instanceof Destination.Off(String reason)) {
      findings.add(new Finding(Mark.WARNING, "destination", "Shipping is off: " + reason));
    } else {
      store(findings);
      stockUploading(findings);
      reading(findings);
    }
    findings.addAll(new AirflowCheck(config, input).findings());
    findings.addAll(new SinkCheck(config).findings());
    return findings;
  }

  private Finding logFolder() {
    Path folder = config.shipping().logFolder();
    if (!Files.exists(folder)) {
      return new Finding(Mark.WARNING, "log folder", folder + " does not exist yet.");
    }
    return Files.isDirectory(folder) && Files.isReadable(folder) && Files.isExecutable(folder)
        ? new Finding(Mark.OK, "log folder", folder.toString())
        : new Finding(Mark.FAILED, "log folder", folder + " cannot be read.");
  }

  /// A state directory that cannot be written to costs requests at each start, no byte.
  private Finding stateDir() {
    Path folder = config.stateDir();
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "check", ".tmp"));
      return new Finding(Mark.OK, "state directory", folder.toString());
    } catch (IOException e) {
      return new Finding(Mark.WARNING, "state directory", "It cannot be written to: " + e);
    }
  }

  private void store(List<Finding> findings) {
    findings.add(new Finding(Mark.OK, "destination", config.shipping().destination().url()));
    String helpers = ShipperConfigs.forOnePass(config).helperPrefix();
    try (ObjectStore store = Assembly.of(config, input).store()) {
      List<StoreCheck.Line> lines = new StoreCheck(store, helpers, InstantSource.system()).run();
      lines.forEach(line -> findings.add(finding(line)));
      if (StoreCheck.conditions(lines) == Conditions.IGNORED) {
        findings.add(
            new Finding(
                Mark.FAILED,
                "store",
                "It ignores conditions: it works with one writer for each log only."));
      }
      findings.add(finding(store.oldVersions()));
    }
  }

  private static Finding finding(OldVersions versions) {
    String what = "store: old versions";
    return switch (versions) {
      case OldVersions.Dropped() -> new Finding(Mark.OK, what, "An update replaces the object.");
      case OldVersions.Kept(String how) ->
          new Finding(
              Mark.WARNING,
              what,
              "The store keeps a copy of each log at every update (%s). ".formatted(how)
                  + "Turn that off for logs, or let a lifecycle rule delete old versions soon.");
      case OldVersions.Unknown(String reason) ->
          new Finding(Mark.SKIPPED, what, "The store could not be asked: " + reason);
    };
  }

  private static Finding finding(StoreCheck.Line line) {
    Mark mark =
        switch (line.result()) {
          case UP -> Mark.OK;
          case DOWN -> Mark.FAILED;
          case SKIPPED -> Mark.SKIPPED;
        };
    String what = line.part().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Finding(mark, "store: " + what, line.detail());
  }

  /// Airflow has no reader for a folder.
  private void reading(List<Finding> findings) {
    boolean readable = !(config.shipping().destination() instanceof Destination.Folder);
    if (readable && !config.airflow().remoteLogging()) {
      findings.add(
          new Finding(
              Mark.WARNING,
              "reading",
              "[logging] remote_logging is off: Airflow's pages do not read what the agent"
                  + " stores."));
    }
  }

  /// Stock uploading appends the whole log to the object that already holds it.
  private void stockUploading(List<Finding> findings) {
    boolean ours = config.airflow().loggingConfigClass().startsWith("runtime_agent_airflow.");
    if (config.enabled() && config.airflow().remoteLogging() && !ours) {
      findings.add(
          new Finding(
              Mark.WARNING,
              "stock uploading",
              "[logging] remote_logging is on without the agent's logging_config_class: Airflow"
                  + " uploads, too, and the objects would hold each log twice."));
    }
    if (config.airflow().deleteLocalLogs()) {
      findings.add(
          new Finding(
              Mark.WARNING,
              "delete_local_logs",
              "[logging] delete_local_logs is on: Airflow deletes logs that may not be stored."));
    }
  }
}
