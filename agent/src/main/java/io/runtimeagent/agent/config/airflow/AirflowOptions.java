package io.runtimeagent.agent.config.airflow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks up keys where Airflow does and in its order: the environment (value, command), then
/// `airflow.cfg` (value, command); for each of them the new place before the former one.
public final class AirflowOptions {
  private static final String SECRETS_BACKEND =
      "a value or a _CMD: the agent cannot ask Airflow's secrets backend, which _SECRET means.";

  private final Map<String, String> environment;
  private final ConfigFile file;
  private final String fileName;
  private final SecretCommand commands;
  private final int major;

  private AirflowOptions(
      Map<String, String> environment, ConfigFile file, SecretCommand commands, int major) {
    this.environment = environment;
    this.file = file;
    this.fileName = file.name();
    this.commands = commands;
    this.major = major;
  }

  /// Looks nowhere that the given version of Airflow does not; an unknown one may look anywhere.
  public static AirflowOptions of(
      Map<String, String> environment,
      ConfigFile file,
      SecretCommand commands,
      Optional<AirflowVersion> version) {
    int major = version.map(AirflowVersion::major).orElse(0);
    return new AirflowOptions(environment, file, commands, major);
  }

  /// The keys that stand in a section of `airflow.cfg`, in lower case.
  public Set<String> keysInFile(String section) {
    return file.keys(section);
  }

  /// The sections of `airflow.cfg`.
  public Set<String> sectionsInFile() {
    return file.sections();
  }

  public String fileName() {
    return fileName;
  }

  public Reading read(Option option) {
    Optional<Option> former = former(option);
    return environment(option)
        .or(() -> former.flatMap(this::environment))
        .or(() -> inFile(option))
        .or(() -> former.flatMap(this::inFile))
        .or(() -> commandInFile(option))
        .or(() -> former.flatMap(this::commandInFile))
        .orElseGet(Reading.Absent::new);
  }

  private Optional<Option> former(Option option) {
    Option.Former former = option.former();
    return former == null || major > former.lastMajor()
        ? Optional.empty()
        : Optional.of(new Option(former.section(), option.key(), option.secrecy(), null));
  }

  private Optional<Reading> environment(Option option) {
    String variable = option.variable();
    String value = environment.get(variable);
    if (value != null) {
      return Optional.of(expanded(value, variable));
    }
    if (!option.isSecret()) {
      return Optional.empty();
    }
    String command = environment.get(variable + "_CMD");
    if (command != null) {
      return Optional.of(commands.run(command, variable + "_CMD"));
    }
    return environment.containsKey(variable + "_SECRET")
        ? Optional.of(new Reading.Failed(variable + "_SECRET", SECRETS_BACKEND))
        : Optional.empty();
  }

  private Optional<Reading> inFile(Option option) {
    return raw(option.section(), option.key())
        .map(
            reading ->
                reading instanceof Reading.Given(String text, String source)
                    ? expanded(text, source)
                    : reading);
  }

  private Optional<Reading> commandInFile(Option option) {
    if (!option.isSecret()) {
      return Optional.empty();
    }
    Optional<Reading> command = raw(option.section(), option.key() + "_cmd");
    if (command.isPresent()) {
      return command.map(
          reading ->
              reading instanceof Reading.Given(String text, String source)
                  ? commands.run(text, option.key() + "_cmd in " + source)
                  : reading);
    }
    return raw(option.section(), option.key() + "_secret")
        .map(_ -> new Reading.Failed(option.key() + "_secret in " + fileName, SECRETS_BACKEND));
  }

  private Optional<Reading> raw(String section, String key) {
    try {
      return file.get(section, key).map(text -> new Reading.Given(text, fileName));
    } catch (UnreadableValueException e) {
      return Optional.of(new Reading.Failed(fileName, e.getMessage() + "."));
    }
  }

  private Reading expanded(String value, String source) {
    try {
      return new Reading.Given(new EnvironmentExpansion(environment).expand(value), source);
    } catch (UnreadableValueException e) {
      return new Reading.Failed(source, e.getMessage() + ".");
    }
  }
}
