package io.runtimeagent.agent.command;

import io.runtimeagent.agent.alert.AlertSinks;
import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Facts;
import io.runtimeagent.probe.alert.SinkTrial;
import io.runtimeagent.probe.alert.SinkTrial.Result;
import io.runtimeagent.probe.alert.Timing;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Sends one test alert and its resolve through every configured sink.
final class TestAlertCommand implements Command {
  private final Shell shell;

  TestAlertCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "heartbeat test-alert",
            "sends one test alert and its resolve through every configured sink",
            """
            Each sink gets an alert that says it is a test, and at once its resolve; one line tells
            what the sink answered. PagerDuty may page whoever is on call. The heartbeat's own
            alerts, and the dead-man switch, are left alone. 'runtime-agent check' asks the sinks
            without paging anybody.
            """,
            List.of("Every sink accepted both.", "A sink did not."),
            """
            runtime-agent heartbeat test-alert
            runtime-agent heartbeat test-alert --json | jq -e 'all(.sinks[]; .result == "ok")'
            """)
        .spec()
        .name("test-alert")
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) throws InterruptedException {
    Optional<AgentConfig> config = Configured.read(shell, ConfigInput.of(shell.environment()));
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    try (AlertSinks sinks = AlertSinks.open(config.get())) {
      if (sinks.sinks().isEmpty()) {
        shell
            .err()
            .println(
                "runtime-agent: no alert sink is configured: set alert_webhook_url,"
                    + " alert_pagerduty_routing_key, alert_slack_webhook_url or"
                    + " alert_alertmanager_url.");
        return ExitCode.USAGE;
      }
      var trial = new SinkTrial(AlertSinks.identity(config.get()), Timing.system());
      return tell(given, trial.testAlert(sinks.sinks()));
    }
  }

  private ExitCode tell(ParseResult given, List<Result> results) {
    if (given.hasMatchedOption("--json")) {
      Json sinks = new Json.Items(results.stream().map(TestAlertCommand::json).toList());
      shell.out().println(JsonText.writeIndented(new Facts().add("sinks", sinks).json()));
    } else {
      var table = new Table();
      results.forEach(
          each -> table.row(word(each), each.sink().label(), each.sink().service(), words(each)));
      table.lines().forEach(shell.out()::println);
    }
    return results.stream().allMatch(Result::accepted) ? ExitCode.DONE : ExitCode.NOT_SO;
  }

  private static Json json(Result result) {
    return new Facts()
        .add("result", word(result))
        .add("sink", result.sink().label())
        .add("service", result.sink().service())
        .add("detail", words(result))
        .json();
  }

  private static String word(Result result) {
    return result.accepted() ? "ok" : "failed";
  }

  private static String words(Result result) {
    return result.accepted() ? "accepted a test alert and its resolve" : result.words();
  }
}
