package io.runtimeagent.agent.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The manual page of a command, as `--help` prints it.
///
/// `exits` tells in the command's own words what exit codes 0 and 1 mean; 2 is the same everywhere.
record Manual(
    String name, String summary, String description, List<String> exits, String examples) {

  private static final String FILES =
      """
        $AIRFLOW_HOME/airflow.cfg   section [runtime_agent], and Airflow's own [logging] settings;
                                    another file when AIRFLOW_CONFIG names one
        $AIRFLOW_HOME/.runtime-agent
                                    the state directory: checkpoints and status.json; it may be
                                    lost at any time without losing a byte
      """;

  private static final String ENVIRONMENT =
      """
        AIRFLOW__RUNTIME_AGENT__KEY       the key of that name in [runtime_agent]; wins over the file
        AIRFLOW__RUNTIME_AGENT__KEY_CMD   a command that prints it, for secrets
        AIRFLOW_CONN_<ID>                 the connection that [logging] remote_log_conn_id names
        RUNTIME_AGENT_JAVA                the Java that the agent runs on
        RUNTIME_AGENT_JAVA_OPTIONS        more options for it, such as a trust store
      """;

  CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.usageMessage()
        .headerHeading("NAME%n  " + qualifiedName() + " - ")
        .header(plain(summary))
        .synopsisHeading("%nSYNOPSIS%n  ")
        .abbreviateSynopsis(true)
        .descriptionHeading("%nDESCRIPTION%n")
        .description(lines(description.indent(2)))
        .parameterListHeading("%nARGUMENTS%n")
        .optionListHeading("%nOPTIONS%n")
        .commandListHeading("%nCOMMANDS%n")
        .exitCodeListHeading("%nEXIT STATUS%n")
        .exitCodeList(exitCodes())
        .footerHeading("%n")
        .footer(lines(footer()))
        .sortOptions(false)
        .width(100);
    return spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this page and exit.")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version and exit.")
                .build());
  }

  static OptionSpec json() {
    return OptionSpec.builder("--json")
        .type(boolean.class)
        .description("Print facts as one JSON document.")
        .build();
  }

  static OptionSpec source() {
    return OptionSpec.builder("--source")
        .type(Path.class)
        .paramLabel("DIR")
        .description("The log folder, instead of [logging] base_log_folder.")
        .build();
  }

  static OptionSpec destination() {
    return OptionSpec.builder("--destination")
        .type(String.class)
        .paramLabel("URL")
        .description("Where the objects are, instead of the configured destination.")
        .build();
  }

  private String qualifiedName() {
    return name.equals("runtime-agent") ? name : "runtime-agent " + name;
  }

  private Map<String, String> exitCodes() {
    var codes = new LinkedHashMap<String, String>();
    for (int i = 0; i < exits.size(); i++) {
      codes.put("  " + i, exits.get(i));
    }
    codes.put(
        "  2", "The command line or the configuration is wrong; all faults are told at once.");
    return codes;
  }

  private String footer() {
    return Stream.of(
            examples.isEmpty() ? "" : "EXAMPLES\n" + examples.indent(2) + "\n",
            "FILES\n" + FILES + "\n",
            "ENVIRONMENT\n" + ENVIRONMENT)
        .reduce("", String::concat);
  }

  private static String[] lines(String text) {
    return plain(text.stripTrailing()).split("\n", -1);
  }

  /// picocli formats what it prints: a percent sign is written twice.
  private static String plain(String text) {
    return text.replace("%", "%%");
  }
}
