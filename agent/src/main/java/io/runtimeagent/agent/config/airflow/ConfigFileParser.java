package io.runtimeagent.agent.config.airflow;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Findings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the lines of one configuration file by the rules of Python's strict `ConfigParser`.
///
/// A line that Python would refuse is a fault; the others are read all the same, so that all
/// faults come out together.
final class ConfigFileParser {
  private static final Pattern SECTION = Pattern.compile("\\[(?<name>.+)].*");
  private static final Pattern OPTION = Pattern.compile("(?<key>.*?)\\s*[=:]\\s*(?<value>.*)");

  private final String path;
  private final Findings findings;
  private final Map<String, Map<String, List<String>>> sections = new LinkedHashMap<>();
  private @Nullable Map<String, List<String>> section;
  private @Nullable List<String> value;
  private int indent;
  private int number;

  private ConfigFileParser(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  static ConfigFile parse(String path, String text, Findings findings) {
    ConfigFileParser parser = new ConfigFileParser(path, findings);
    text.lines().forEach(parser::line);
    return parser.file();
  }

  private void line(String line) {
    number++;
    String content = line.strip();
    if (content.startsWith("#") || content.startsWith(";")) {
      return;
    }
    if (content.isEmpty()) {
      if (value != null) {
        value.add("");
      }
      return;
    }
    int lineIndent = line.indexOf(content.charAt(0));
    if (value != null && lineIndent > indent) {
      value.add(content);
    } else {
      indent = lineIndent;
      begin(content);
    }
  }

  private void begin(String content) {
    Matcher header = SECTION.matcher(content);
    if (header.matches()) {
      beginSection(header.group("name"));
    } else if (section == null) {
      refuse("a section, such as [runtime_agent], before the first key");
    } else {
      beginOption(OPTION.matcher(content), section);
    }
  }

  private void beginSection(String name) {
    if (sections.containsKey(name) && !name.equals(ConfigFile.DEFAULT_SECTION)) {
      refuse("each section once; [" + name + "] stands here again");
    }
    section = sections.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    value = null;
  }

  private void beginOption(Matcher option, Map<String, List<String>> options) {
    if (!option.matches() || option.group("key").isEmpty()) {
      refuse("a line of the form key = value");
      return;
    }
    String key = option.group("key").toLowerCase(Locale.ROOT);
    if (options.containsKey(key)) {
      refuse("each key once in a section; " + key + " stands here again");
    }
    List<String> lines = new ArrayList<>(List.of(option.group("value").strip()));
    options.put(key, lines);
    value = lines;
  }

  private void refuse(String accepted) {
    findings.fault(new Fault("airflow.cfg", path + ", line " + number, "", accepted + "."));
  }

  private ConfigFile file() {
    Map<String, Map<String, String>> joined = new LinkedHashMap<>();
    sections.forEach(
        (name, options) -> {
          Map<String, String> values = new LinkedHashMap<>();
          options.forEach(
              (key, lines) -> values.put(key, String.join("\n", lines).stripTrailing()));
          joined.put(name, values);
        });
    return new ConfigFile(path, joined);
  }
}
