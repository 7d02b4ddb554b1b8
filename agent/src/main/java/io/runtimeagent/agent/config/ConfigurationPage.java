package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.Option;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The reference page of the configuration, made from the tables that the configuration is read by.
final class ConfigurationPage {
  private static final String HEAD =
      """
      # Configuration

      <!-- Generated from the tables in io.runtimeagent.agent.config; a test compares. To make it anew:
           COMMAND -->

      The agent is one more section of Airflow's own configuration: `[runtime_agent] key` in
      `airflow.cfg`, or `AIRFLOW__RUNTIME_AGENT__KEY` in the environment, which wins. A key marked
      *secret* may also be given by a command, `AIRFLOW__RUNTIME_AGENT__KEY_CMD` or `key_cmd` in the
      file, which is run without a shell for at most 20 s and prints the value. Prefer that: Airflow
      can print values that stand in its configuration.

      An empty value is the same as none. Lists are separated by commas. An unknown key is an error,
      and so is every value that is not accepted: all errors are reported together, exit code 2.
      `runtime-agent config` shows every key, the value that holds and where it came from.

      The numbers of the heartbeat are fixed in the program.
      """;

  private ConfigurationPage() {}

  /// `command` is what a person runs to make the page anew.
  static String of(String command) {
    return HEAD.replace("COMMAND", command)
        + "\n## Keys of `[runtime_agent]`\n\n"
        + "| key | accepted | default | meaning |\n| --- | --- | --- | --- |\n"
        + lines(Settings.ALL, ConfigurationPage::line)
        + "\n## Airflow's own keys that are read\n\n"
        + "| key | default | read for |\n| --- | --- | --- |\n"
        + lines(AirflowSettings.ALL, ConfigurationPage::line)
        + "| `AIRFLOW_CONN_<ID>` | | The connection that `[logging] remote_log_conn_id` names, as"
        + " URI or JSON. |\n"
        + "\n## Environment variables\n\n"
        + "| variable | read for |\n| --- | --- |\n"
        + lines(
            Variables.ALL,
            variable -> "| `%s` | %s |\n".formatted(variable.name(), variable.meaning()));
  }

  private static <T> String lines(List<T> items, Function<? super T, String> line) {
    return items.stream().map(line).collect(Collectors.joining());
  }

  private static String line(Setting<?> setting) {
    return "| `%s`%s | %s | %s | %s |\n"
        .formatted(
            setting.key(),
            setting.isSecret() ? " *secret*" : "",
            setting.type().accepted(),
            setting.defaultText(),
            setting.meaning());
  }

  private static String line(AirflowSetting setting) {
    Option option = setting.option();
    String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
    return "| `%s` | %s | %s |\n".formatted(option.label(), fallback, setting.meaning());
  }
}
