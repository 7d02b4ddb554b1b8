package io.runtimeagent.agent.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The file as it stands, read and proven usable.
///
/// `users` maps a name to its bcrypt hash; `headers` are sent with every answer; `files` are all
/// that was read, so that a change of any of them can be seen; `unused` names what the format knows
/// and this agent does not use.
///
/// Source of the format: `docs/web-configuration.md` of Prometheus' exporter-toolkit.
public record WebConfig(
    Optional<Tls> tls,
    Map<String, String> users,
    Map<String, String> headers,
    List<Path> files,
    List<String> unused) {

  public WebConfig {
    users = Map.copyOf(users);
    headers = Map.copyOf(headers);
    files = List.copyOf(files);
    unused = List.copyOf(unused);
  }

  /// Plain HTTP, nobody can log in.
  public static WebConfig none() {
    return new WebConfig(Optional.empty(), Map.of(), Map.of(), List.of(), List.of());
  }

  /// Reads the file and every file that it names.
  public static WebConfig read(Path file) throws WebConfigException {
    return new WebConfigReader(file).read();
  }

  @Override
  public String toString() {
    return "WebConfig[tls=" + tls.isPresent() + ", users=" + users.size() + "]";
  }
}
