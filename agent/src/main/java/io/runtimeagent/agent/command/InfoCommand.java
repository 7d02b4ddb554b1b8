package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.run.Version;
import io.runtimeagent.agent.runtime.Container;
import io.runtimeagent.agent.runtime.Mismatch;
import io.runtimeagent.agent.runtime.RuntimeJson;
import io.runtimeagent.agent.runtime.RuntimeView;
import io.runtimeagent.agent.runtime.RuntimeWatch;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Tells what is running.
final class InfoCommand implements Command {
  /// Told in other words, or in lines of their own.
  private static final Set<String> NOT_IN_THE_TABLE =
      Set.of(
          "lifecycle",
          "versions_file_trouble",
          "sources",
          "image_tag_sources",
          "expected",
          "mismatches",
          "providers",
          "platform");

  private final Shell shell;
  private final InstantSource clock;

  InfoCommand(Shell shell, InstantSource clock) {
    this.shell = shell;
    this.clock = clock;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "info",
            "what is running: image tag, versions, lifecycle, provider packages",
            """
            Tells the image tag, the versions of Runtime, Airflow and Python and where each was
            read, how long this version of Runtime is maintained, the operating system, the
            architecture, the executor and the provider packages, as they are in this container.
            What is not as this version's images are made is told for information.

            /v1/runtime of a running agent is the same record as --json.
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
    ConfigInput input = ConfigInput.of(shell.environment());
    Optional<AgentConfig> config = Configured.read(shell, input);
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    RuntimeView view = view(config.get(), input);
    Map<String, Json> record = RuntimeJson.of(view, Version.ofThisBuild().build());
    if (given.hasMatchedOption("--json")) {
      shell.out().println(JsonText.writeIndented(new Json.Members(record)));
    } else {
      lines(view, record).forEach(shell.out()::println);
    }
    view.trouble().ifPresent(trouble -> shell.err().println("runtime-agent: " + trouble));
    return ExitCode.DONE;
  }

  private RuntimeView view(AgentConfig config, ConfigInput input) {
    var catalog = new VersionsCatalog(config.image().runtimeVersionsFile());
    try (var watch = new RuntimeWatch(Container.read(config, input), catalog, clock)) {
      return watch.view();
    }
  }

  private static List<String> lines(RuntimeView view, Map<String, Json> record) {
    var table = new Table();
    Map<String, String> sources = sources(record);
    record.forEach(
        (name, value) -> {
          if (!NOT_IN_THE_TABLE.contains(name)) {
            Fields.row(table, name, value, sources.getOrDefault(name, ""));
          }
        });
    var lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(view.sentence());
    for (Mismatch mismatch : view.mismatches()) {
      lines.add(
          "Note: %s is %s; images of this version of Runtime come with %s."
              .formatted(mismatch.fact().replace('_', ' '), mismatch.seen(), mismatch.expected()));
    }
    lines.addAll(providers(view));
    return lines;
  }

  private static List<String> providers(RuntimeView view) {
    Map<String, String> providers = view.container().providers();
    if (providers.isEmpty()) {
      return List.of();
    }
    var table = new Table();
    providers.forEach((name, version) -> table.row("  " + name, version));
    var lines = new ArrayList<>(List.of("", "Provider packages"));
    lines.addAll(table.lines());
    return lines;
  }

  private static Map<String, String> sources(Map<String, Json> record) {
    return record.get("sources") instanceof Json.Members(Map<String, Json> sources)
        ? sources.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> Fields.text(entry.getValue())))
        : Map.of();
  }
}
