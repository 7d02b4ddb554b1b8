package io.runtimeagent.agent.config;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;

/// What Airflow is told of our section, in the form of its provider info: so it knows every key and
/// does not show those that are secret.
final class ProviderInfo {
  /// The name of the Python distribution in the image.
  private static final String PACKAGE = "runtime-agent-airflow";

  private ProviderInfo() {}

  static String text() {
    Map<String, Json> options = new LinkedHashMap<>();
    Settings.ALL.forEach(setting -> options.put(setting.key(), option(setting)));
    Map<String, Json> section = new LinkedHashMap<>();
    section.put(
        "description", Json.of("Runtime Agent, which stores task logs and watches Airflow."));
    section.put("options", new Json.Members(options));
    Map<String, Json> info = new LinkedHashMap<>();
    info.put("package-name", Json.of(PACKAGE));
    info.put("name", Json.of("Runtime Agent"));
    info.put("description", Json.of("Runtime Agent's section of Airflow's configuration."));
    info.put("config", new Json.Members(Map.of(Setting.SECTION, new Json.Members(section))));
    return JsonText.writeIndented(new Json.Members(info)) + "\n";
  }

  private static Json option(Setting<?> setting) {
    Map<String, Json> option = new LinkedHashMap<>();
    option.put("description", Json.of(setting.meaning()));
    option.put("version_added", new Json.Null());
    option.put("type", Json.of("string"));
    option.put("example", new Json.Null());
    option.put(
        "default", setting.fallback().isEmpty() ? new Json.Null() : Json.of(setting.fallback()));
    option.put("sensitive", new Json.Bool(setting.isSecret()));
    return new Json.Members(option);
  }
}
