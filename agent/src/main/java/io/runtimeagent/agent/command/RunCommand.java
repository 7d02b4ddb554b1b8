package io.runtimeagent.agent.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The long-running agent.
final class RunCommand implements Command {
  private final Shell shell;

  RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "run",
            "the agent: ships, watches and serves until it is told to end",
            """
            Keeps one object per task log equal to the log while it grows, from now on. Serves
            /metrics, /-/healthy, /-/ready, /v1/runtime and /v1/status on [runtime_agent] http_port,
            and writes what it does to status.json in the state directory. Its own log goes to stderr, one
            JSON object a line; stdout stays empty.

            SIGTERM and SIGINT end it. Beside a process of Airflow (the image's entry point names
            it in RUNTIME_AGENT_AIRFLOW_PID) a signal does not begin the drain: shipping goes on
            while that process lives. At its end the logs' sizes are taken once and stored up to
            there, for at most drain_timeout. Without such a process the drain begins when no log
            has grown for two seconds. A second signal changes nothing.

            With [runtime_agent] enabled = false it ends at once.
            """,
            List.of(
                "Every log was stored whole when it ended, or it is disabled.",
                "drain_timeout was over before everything was stored; the log names what is left."),
            """
            runtime-agent run
            AIRFLOW__RUNTIME_AGENT__DESTINATION=file:///tmp/store runtime-agent run
            curl -s localhost:9105/metrics | grep ^runtime_agent_logs
            """)
        .spec();
  }

  @Override
  public ExitCode run(ParseResult given) throws InterruptedException {
    return Running.untilSignalled(shell);
  }
}
