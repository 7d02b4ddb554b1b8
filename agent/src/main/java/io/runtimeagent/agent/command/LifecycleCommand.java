package io.runtimeagent.agent.command;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import io.runtimeagent.agent.runtime.lifecycle.Lifecycle;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleJson;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleWords;
import io.runtimeagent.agent.runtime.lifecycle.RuntimeTag;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// Tells how long a version of Runtime is maintained.
final class LifecycleCommand implements Command {
  private static final int YYYY_MM_DD = 10;

  private final Shell shell;
  private final InstantSource clock;

  LifecycleCommand(Shell shell, InstantSource clock) {
    this.shell = shell;
    this.clock = clock;
  }

  @Override
  public CommandSpec spec() {
    return new Manual(
            "lifecycle",
            "how long a version of Runtime is maintained",
            """
            Tells the release date of a version, the last day of its maintenance and where it
            stands on a day: maintained, expiring (30 days or less), basic_support, unmaintained,
            yanked, or unknown. A version may also be an image's tag or its whole reference; any
            other text is unknown, and no error.

            The dates are those of [runtime_agent] runtime_versions_file, else of the table in
            this build, else of the policy.
            """,
            List.of("Told, whatever the status is."),
            """
            runtime-agent lifecycle 12.1.1
            runtime-agent lifecycle 4.0.2 --at 2022-04-30
            runtime-agent lifecycle 3.0-1 --json | jq .days_left
            """)
        .spec()
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .paramLabel("VERSION")
                .type(String.class)
                .required(true)
                .description("A version, an image tag or a reference of an image.")
                .build())
        .addOption(
            OptionSpec.builder("--at")
                .type(String.class)
                .paramLabel("DATE")
                .description("The day to tell it for, YYYY-MM-DD in UTC; today if not given.")
                .build())
        .addOption(Manual.json());
  }

  @Override
  public ExitCode run(ParseResult given) {
    Optional<LocalDate> day = day(given);
    if (day.isEmpty()) {
      return ExitCode.USAGE;
    }
    Optional<AgentConfig> config = Configured.read(shell, ConfigInput.of(shell.environment()));
    if (config.isEmpty()) {
      return ExitCode.USAGE;
    }
    VersionsCatalog.Knowledge known =
        new VersionsCatalog(config.get().image().runtimeVersionsFile()).on(today());
    known.trouble().ifPresent(trouble -> shell.err().println("runtime-agent: " + trouble));
    RuntimeTag tag = RuntimeTag.parse(given.matchedPositionalValue(0, ""));
    Lifecycle lifecycle = known.calculator().on(day.get(), tag);
    if (given.hasMatchedOption("--json")) {
      Json json = new Json.Members(LifecycleJson.of(lifecycle));
      shell.out().println(JsonText.writeIndented(json));
    } else {
      lines(lifecycle).forEach(shell.out()::println);
    }
    return ExitCode.DONE;
  }

  private Optional<LocalDate> day(ParseResult given) {
    String said = given.matchedOptionValue("--at", today().toString());
    try {
      // LocalDate also takes years with a sign.
      if (said.length() == YYYY_MM_DD) {
        return Optional.of(LocalDate.parse(said));
      }
    } catch (DateTimeException _) {
      // told below
    }
    shell.err().println("runtime-agent: --at " + said + " is no day; one is 2026-02-28.");
    return Optional.empty();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static List<String> lines(Lifecycle lifecycle) {
    var table = new Table();
    Map<String, Json> fields = LifecycleJson.of(lifecycle);
    fields.forEach((name, value) -> Fields.row(table, name, value));
    var lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(LifecycleWords.sentence(lifecycle));
    return lines;
  }
}
