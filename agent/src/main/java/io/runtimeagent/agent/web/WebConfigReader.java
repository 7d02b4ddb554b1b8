package io.runtimeagent.agent.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads the file once.
final class WebConfigReader {
  /// A file of this size is something else.
  private static final long LARGEST = 1 << 20;

  private static final String BCRYPT =
      "\\$2[abxy]\\$(0[4-9]|1[0-9]|2[0-9]|3[01])\\$[./0-9A-Za-z]{53}";

  /// The headers that the format lets an operator set.
  private static final Set<String> HEADERS =
      Set.of(
          "Content-Security-Policy",
          "X-Frame-Options",
          "X-Content-Type-Options",
          "X-XSS-Protection",
          "Strict-Transport-Security");

  private final Path file;
  private final List<Path> files = new ArrayList<>();
  private final List<String> unused = new ArrayList<>();

  WebConfigReader(Path file) {
    this.file = file;
  }

  WebConfig read() throws WebConfigException {
    Section all = new Section("", document());
    all.onlyKnows(
        Set.of("tls_server_config", "http_server_config", "basic_auth_users", "rate_limit"));
    Optional<Tls> tls =
        all.has("tls_server_config")
            ? Optional.of(new TlsReader(file, files, unused).read(all.section("tls_server_config")))
            : Optional.empty();
    Section http = all.section("http_server_config");
    http.onlyKnows(Set.of("http2", "headers"));
    Section headers = http.section("headers");
    headers.onlyKnows(HEADERS);
    note(all, "rate_limit");
    note(http, "http2");
    return new WebConfig(tls, users(all), headers.everyText(), files, unused);
  }

  private void note(Section section, String key) {
    if (section.has(key)) {
      unused.add(section.at(key));
    }
  }

  private Map<?, ?> document() throws WebConfigException {
    Object document = parsed(text());
    if (document == null) {
      return Map.of();
    }
    if (document instanceof Map<?, ?> mapping) {
      return mapping;
    }
    throw new WebConfigException("It must be a mapping in YAML.");
  }

  private static Object parsed(String text) throws WebConfigException {
    try {
      return new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build())
          .loadFromString(text);
    } catch (YamlEngineException e) {
      // Its own words quote the file, where hashes stand.
      throw new WebConfigException("It is no YAML" + place(e) + ".");
    }
  }

  private static String place(YamlEngineException e) {
    return e instanceof org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException marked
        ? marked.getProblemMark().map(mark -> " at line " + (mark.getLine() + 1)).orElse("")
        : "";
  }

  private String text() throws WebConfigException {
    files.add(file);
    try {
      if (Files.size(file) > LARGEST) {
        throw new WebConfigException("It is longer than 1 MiB.");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new WebConfigException("It cannot be read: " + Words.of(e) + ".");
    }
  }

  private static Map<String, String> users(Section all) throws WebConfigException {
    Map<String, String> users = all.section("basic_auth_users").everyText();
    for (Map.Entry<String, String> user : users.entrySet()) {
      if (!user.getValue().matches(BCRYPT)) {
        throw new WebConfigException(
            String.format(
                Locale.ROOT,
                "basic_auth_users.%s must be a bcrypt hash, as htpasswd -nBC 10 makes it.",
                user.getKey()));
      }
    }
    return users;
  }
}
