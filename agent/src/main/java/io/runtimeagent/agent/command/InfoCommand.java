package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ImageFacts.Fact;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Facts;
import io.runtimeagent.agent.run.Version;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Tells what is running.
final class InfoCommand implements Command {
  private final Shell shell;

  InfoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "info",
            "what is running: image tag, versions, operating system",
            """
            Tells the image tag, the Runtime, Airflow and Python versions of this container as the
            environment says them, the part of Airflow that runs here, the operating system, and
            the agent's own build.
            """,
            List.of("Done."),
            """
            runtime-agent info
            runtime-agent info --json | jq -r .image_tag
            """)
        .spec()
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) {
    Optional<AgentConfig> config = Configured.read(shell, ConfigInput.of(shell.environment()));
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    Map<String, String> facts = facts(config.get());
    if (given.hasMatchedOption("--json")) {
      var json = new Facts();
      facts.forEach(json::add);
      shell.out().println(JsonText.writeIndented(json.json()));
    } else {
      var table = new Table();
      facts.forEach((name, value) -> table.row(name.replace('_', ' '), value));
      table.lines().forEach(shell.out()::println);
    }
    return ExitCode.DONE;
  }

  private static Map<String, String> facts(AgentConfig config) {
    Version version = Version.ofThisBuild();
    var facts = new LinkedHashMap<String, String>();
    put(facts, "image_tag", config.image().imageTag());
    put(facts, "runtime_version", config.image().runtimeVersion());
    put(facts, "airflow_version", config.image().airflowVersion());
    put(facts, "python_version", config.image().pythonVersion());
    facts.put("role", config.component().role().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    facts.put("executor", config.airflow().executor());
    facts.put("deployment_id", config.deploymentId());
    facts.put("os", OperatingSystem.name());
    facts.put("architecture", System.getProperty("os.arch"));
    facts.put("agent_version", version.number());
    facts.put("agent_revision", version.revision());
    facts.put("java_version", Runtime.version().toString());
    facts.values().removeAll(List.of(""));
    return facts;
  }

  private static void put(Map<String, String> facts, String name, @Nullable Fact fact) {
    if (fact != null) {
      facts.put(name, fact.value());
    }
  }
}
