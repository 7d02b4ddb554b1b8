package io.runtimeagent.agent.config.airflow;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A configuration file in the dialect of Python's `ConfigParser`: keys in any case, a `DEFAULT`
/// section that all others inherit from, `%(other)s` and `%%` in values.
public final class ConfigFile {
  static final String DEFAULT_SECTION = "DEFAULT";

  private final String name;
  private final Map<String, Map<String, String>> sections;

  ConfigFile(String name, Map<String, Map<String, String>> sections) {
    this.name = name;
    this.sections = sections;
  }

  static ConfigFile empty(Path path) {
    return new ConfigFile(path.toString(), Map.of());
  }

  /// The path that it was read from.
  public String name() {
    return name;
  }

  Set<String> sections() {
    return sections.keySet();
  }

  /// What the file says; an absent one says nothing, one that cannot be read is a fault under the
  /// given label.
  public static Optional<ConfigFile> read(Path path, String label, Findings findings) {
    try {
      String text = Files.readString(path, StandardCharsets.UTF_8);
      String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
      return Optional.of(ConfigFileParser.parse(path.toString(), withoutMark, findings));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (CharacterCodingException _) {
      findings.fault(new Fault(label, path.toString(), "", "a file in UTF-8."));
    } catch (IOException e) {
      String why = e.getClass().getSimpleName();
      String accepted = "a file that the agent may read; reading it ended in " + why + ".";
      findings.fault(new Fault(label, path.toString(), "", accepted));
    }
    return Optional.empty();
  }

  /// The interpolated value, or nothing when neither the section nor `DEFAULT` has the key.
  public Optional<String> get(String section, String key) throws UnreadableValueException {
    Map<String, String> visible = visible(section);
    String raw = visible.get(key.toLowerCase(Locale.ROOT));
    return raw == null ? Optional.empty() : Optional.of(Interpolation.of(raw, visible));
  }

  /// The keys that stand in the section itself, in lower case.
  Set<String> keys(String section) {
    return sections.getOrDefault(section, Map.of()).keySet();
  }

  private Map<String, String> visible(String section) {
    if (!sections.containsKey(section)) {
      return Map.of();
    }
    Map<String, String> visible =
        new LinkedHashMap<>(sections.getOrDefault(DEFAULT_SECTION, Map.of()));
    visible.putAll(sections.getOrDefault(section, Map.of()));
    return visible;
  }
}
