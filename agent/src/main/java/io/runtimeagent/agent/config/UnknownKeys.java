package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowOptions;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.fault.Note;
import io.runtimeagent.agent.config.secret.Masking;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds what stands in our section, in the file or in the environment, and is no key of it.
///
/// The value of such a key is never shown: it may be a misspelt secret.
final class UnknownKeys {
  private static final String PREFIX = "AIRFLOW__RUNTIME_AGENT__";
  private static final List<String> SUFFIXES = List.of("_cmd", "_secret");

  private final Findings findings;

  UnknownKeys(Findings findings) {
    this.findings = findings;
  }

  void inFile(AirflowOptions options) {
    options.sectionsInFile().stream()
        .filter(section -> !section.equals(Setting.SECTION))
        .filter(
            section -> section.strip().replaceAll("[- _]+", "_").equalsIgnoreCase(Setting.SECTION))
        .forEach(
            section ->
                findings.fault(
                    new Fault("[" + section + "]", options.fileName(), "", "[runtime_agent].")));
    options.keysInFile(Setting.SECTION).stream()
        .filter(key -> !isKnown(key))
        .forEach(key -> report("[" + Setting.SECTION + "] " + key, options.fileName(), key));
  }

  void inEnvironment(Map<String, String> environment) {
    environment.keySet().stream().sorted().forEach(this::variable);
  }

  private void variable(String name) {
    String loose = name.toUpperCase(Locale.ROOT).replaceAll("[_-]+", "_");
    if (name.startsWith(PREFIX)) {
      String key = name.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
      if (!name.equals(name.toUpperCase(Locale.ROOT)) || !isKnown(key)) {
        report(name, "environment", key);
      }
    } else if (loose.startsWith("AIRFLOW_RUNTIME_AGENT_")) {
      String text = "Nobody reads it; keys of the agent are named " + PREFIX + "KEY.";
      findings.note(new Note(name, "environment", text));
    }
  }

  private static boolean isKnown(String key) {
    return setting(key).isPresent()
        || withoutSuffix(key).flatMap(UnknownKeys::setting).filter(Setting::isSecret).isPresent();
  }

  private static Optional<Setting<?>> setting(String key) {
    return Settings.ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }

  private static Optional<String> withoutSuffix(String key) {
    return SUFFIXES.stream()
        .filter(key::endsWith)
        .map(suffix -> key.substring(0, key.length() - suffix.length()))
        .findFirst();
  }

  private void report(String written, String source, String key) {
    Optional<String> open =
        withoutSuffix(key)
            .flatMap(UnknownKeys::setting)
            .filter(setting -> !setting.isSecret())
            .map(Setting::key);
    String accepted =
        open.isPresent()
            ? open.get() + " with its value; a command is accepted for secrets only: " + secrets()
            : "no such key; the nearest known one is " + nearest(written, key);
    findings.fault(new Fault(written, source, Masking.MASK, accepted + "."));
  }

  private static String secrets() {
    return Settings.ALL.stream()
        .filter(Setting::isSecret)
        .map(Setting::key)
        .collect(Collectors.joining(", "));
  }

  private static String nearest(String written, String key) {
    String bare = withoutSuffix(key).orElse(key);
    String name = NearestName.of(bare, Settings.ALL.stream().map(Setting::key).toList());
    return written.startsWith(PREFIX) ? PREFIX + name.toUpperCase(Locale.ROOT) : name;
  }
}
