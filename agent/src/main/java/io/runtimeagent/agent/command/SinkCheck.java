package io.runtimeagent.agent.command;

import io.runtimeagent.agent.alert.AlertSinks;
import io.runtimeagent.agent.command.Finding.Mark;
import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.probe.alert.SinkTrial;
import io.runtimeagent.probe.alert.SinkTrial.Result;
import io.runtimeagent.probe.alert.Timing;
import java.util.List;

/// Whether the alert sinks would take an alert; pages nobody.
final class SinkCheck {
  private final AgentConfig config;

  SinkCheck(AgentConfig config) {
    this.config = config;
  }

  List<Finding> findings() throws InterruptedException {
    try (AlertSinks sinks = AlertSinks.open(config)) {
      if (sinks.sinks().isEmpty()) {
        String words = "None is configured: alerts are shown, and nobody is told.";
        return List.of(new Finding(Mark.WARNING, "alert sinks", words));
      }
      var trial = new SinkTrial(AlertSinks.identity(config), Timing.system());
      return trial.check(sinks.sinks()).stream().map(SinkCheck::finding).toList();
    }
  }

  private static Finding finding(Result result) {
    String what = "alert sink: " + result.sink().label();
    return result.accepted()
        ? new Finding(Mark.OK, what, result.sink().service())
        : new Finding(Mark.FAILED, what, result.sink().service() + ": " + result.words());
  }
}
