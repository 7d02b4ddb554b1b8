package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowOptions;
import io.runtimeagent.agent.config.airflow.Option;
import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.fault.Note;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The values of all keys, each looked up once, and the listing that grows as they are read.
///
/// An empty value is the same as none: compose files and charts pass variables on empty.
final class ConfigValues {
  private static final String DEFAULT = "default";

  private final AirflowOptions options;
  private final Map<Option, String> commandLine;
  private final Findings findings;
  private final Map<Option, Reading> readings = new HashMap<>();
  private final Map<Option, ConfigRow> rows = new HashMap<>();

  ConfigValues(AirflowOptions options, Map<Option, String> commandLine, Findings findings) {
    this.options = options;
    this.commandLine = commandLine;
    this.findings = findings;
    Settings.ALL.forEach(setting -> list(setting.option(), setting.fallback(), DEFAULT));
  }

  Findings findings() {
    return findings;
  }

  /// Finds what is given under names that are no keys.
  void findUnknown(Map<String, String> environment) {
    UnknownKeys unknown = new UnknownKeys(findings);
    unknown.inFile(options);
    unknown.inEnvironment(environment);
  }

  /// The value of a key that has a literal default; after a fault, that default.
  <T> T get(Setting<T> setting) {
    return find(setting)
        .or(() -> setting.type().parse(setting.fallback()))
        .orElseThrow(() -> new IllegalStateException(setting.key() + " has no literal default."));
  }

  /// What was given for a key; nothing also after a fault.
  <T> Optional<T> find(Setting<T> setting) {
    Optional<Reading.Given> given = given(setting.option(), setting.label());
    Optional<T> value = given.flatMap(text -> setting.type().parse(text.text()));
    given.ifPresent(
        text -> {
          String shown = setting.visibility().show(text.text());
          list(setting.option(), shown, text.source());
          if (value.isEmpty()) {
            fault(setting.label(), text.source(), shown, setting.type().accepted());
          }
        });
    return value;
  }

  /// What was given for a key as a text, and where.
  Optional<Reading.Given> given(Setting<?> setting) {
    return given(setting.option(), setting.label());
  }

  /// Where the value of a key came from.
  String source(Setting<?> setting) {
    return given(setting).map(Reading.Given::source).orElse(DEFAULT);
  }

  /// A key that says something by itself, but not together with the others.
  void misfit(Setting<?> setting, String accepted) {
    Optional<Reading.Given> given = given(setting);
    String shown = given.map(text -> setting.visibility().show(text.text())).orElse("");
    fault(setting.label(), source(setting), shown, accepted);
  }

  /// A key of Airflow's that says something by itself, but not together with the others.
  void misfit(AirflowSetting setting, String accepted) {
    String shown = setting.visibility().show(text(setting));
    String source = given(setting).map(Reading.Given::source).orElse(DEFAULT);
    fault(setting.option().label(), source, shown, accepted);
  }

  /// A key that is of no use as things are.
  void useless(Setting<?> setting, String why) {
    findings.note(new Note(setting.label(), source(setting), why));
  }

  /// What was given for a key of Airflow's, and where.
  Optional<Reading.Given> given(AirflowSetting setting) {
    Optional<Reading.Given> given = given(setting.option(), setting.option().label());
    given.ifPresentOrElse(
        text -> list(setting.option(), setting.visibility().show(text.text()), text.source()),
        () -> rows.computeIfAbsent(setting.option(), _ -> byDefault(setting)));
    return given;
  }

  /// A key of Airflow's as text, its default when it is not set.
  String text(AirflowSetting setting) {
    return given(setting).map(Reading.Given::text).orElse(setting.fallback());
  }

  /// A key of Airflow's as truth value.
  boolean flag(AirflowSetting setting) {
    Optional<Reading.Given> given = given(setting);
    ValueType<Boolean> type = ValueTypes.flag();
    Optional<Boolean> value = given.flatMap(text -> type.parse(text.text()));
    if (given.isPresent() && value.isEmpty()) {
      Reading.Given wrong = given.get();
      fault(setting.option().label(), wrong.source(), wrong.text(), type.accepted());
    }
    return value.orElse(Boolean.parseBoolean(setting.fallback()));
  }

  /// Lists what a key without a given value came to.
  void derived(Setting<?> setting, String shown, String source) {
    list(setting.option(), shown, source);
  }

  /// Lists what the default of a key of Airflow's came to.
  void derived(AirflowSetting setting, String shown) {
    list(setting.option(), shown, DEFAULT);
  }

  private Optional<Reading.Given> given(Option option, String label) {
    boolean first = !readings.containsKey(option);
    Reading reading = readings.computeIfAbsent(option, this::read);
    return switch (reading) {
      case Reading.Absent() -> Optional.empty();
      case Reading.Failed(String source, String accepted) -> {
        if (first) {
          failed(option, label, source, accepted);
        }
        yield Optional.empty();
      }
      case Reading.Given(String text, String source) -> {
        String clean = option.isSecret() ? text.replaceFirst("[\r\n]+$", "") : text.strip();
        if (clean.isBlank() && rows.containsKey(option)) {
          list(option, rows.get(option).value(), DEFAULT + ", " + source + " is empty");
        }
        yield clean.isBlank() ? Optional.empty() : Optional.of(new Reading.Given(clean, source));
      }
    };
  }

  /// Airflow can have a secret of its own where the agent cannot; then the agent does without it.
  private void failed(Option option, String label, String source, String accepted) {
    if (option.isSecret() && !option.section().equals(Setting.SECTION)) {
      findings.note(new Note(label, source, "The agent does without it; it could use " + accepted));
    } else {
      fault(label, source, "", accepted);
    }
  }

  private Reading read(Option option) {
    String override = commandLine.get(option);
    return override == null ? options.read(option) : new Reading.Given(override, "command line");
  }

  private void fault(String label, String source, String shown, String accepted) {
    String sentence = accepted.endsWith(".") ? accepted : accepted + ".";
    findings.fault(new Fault(label, source, shown, sentence));
  }

  private static ConfigRow byDefault(AirflowSetting setting) {
    Option option = setting.option();
    return new ConfigRow(option.section(), option.key(), setting.fallback(), DEFAULT);
  }

  private void list(Option option, String shown, String source) {
    rows.put(option, new ConfigRow(option.section(), option.key(), shown, source));
  }

  /// Our keys in the order of the table, then Airflow's in the order of theirs.
  List<ConfigRow> rows() {
    AirflowSettings.ALL.stream()
        .filter(setting -> !setting.option().isSecret())
        .forEach(this::given);
    return Stream.concat(
            Settings.ALL.stream().map(Setting::option),
            AirflowSettings.ALL.stream().map(AirflowSetting::option))
        .map(rows::get)
        .filter(Objects::nonNull)
        .toList();
  }
}
