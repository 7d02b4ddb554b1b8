package io.runtimeagent.agent.http;

import io.runtimeagent.agent.web.WebConfig;
import io.runtimeagent.agent.web.WebConfigException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The web configuration as it stands now. A change of the file, or of one that it names, is taken
/// over; one that cannot be used is said, and what held before goes on to hold.
final class WebConfigWatch implements Supplier<WebConfig> {
  private static final System.Logger logger = System.getLogger(WebConfigWatch.class.getName());

  private final Optional<Path> file;
  private volatile WebConfig current;
  private Map<Path, String> seen;

  WebConfigWatch(Optional<Path> file) {
    this.file = file;
    this.current = WebConfig.none();
    this.seen = Map.of();
  }

  /// Reads it for the first time.
  void load() throws WebConfigException {
    if (file.isPresent()) {
      current = WebConfig.read(file.get());
      seen = stamps(current.files());
      if (!current.unused().isEmpty()) {
        logger.log(
            Level.WARNING,
            "{0} is known to the format of {1} and not used by this agent.",
            String.join(", ", current.unused()),
            file.get());
      }
    }
  }

  @Override
  public WebConfig get() {
    return current;
  }

  /// Looks whether something changed; true when there is a new configuration since.
  boolean look() {
    if (file.isEmpty()) {
      return false;
    }
    Map<Path, String> now = stamps(seen.keySet());
    if (now.equals(seen)) {
      return false;
    }
    seen = now;
    return take(file.get());
  }

  private boolean take(Path path) {
    try {
      WebConfig fresh = WebConfig.read(path);
      if (fresh.tls().isPresent() != current.tls().isPresent()) {
        logger.log(
            Level.WARNING,
            "{0} turns TLS on or off, which takes a restart; nothing of it is used yet.",
            path);
        return false;
      }
      current = fresh;
      seen = stamps(fresh.files());
      logger.log(Level.INFO, "{0} has changed and is used.", path);
      return true;
    } catch (WebConfigException e) {
      logger.log(
          Level.WARNING,
          "{0} has changed and cannot be used; what it said before holds. {1}",
          path,
          e.getMessage());
      return false;
    }
  }

  private static Map<Path, String> stamps(Iterable<Path> files) {
    Map<Path, String> stamps = new HashMap<>();
    files.forEach(path -> stamps.put(path, stamp(path)));
    return stamps;
  }

  /// A mounted secret is swapped by a link, so the file's own identity counts too.
  private static String stamp(Path path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return file.lastModifiedTime() + " " + file.size() + " " + file.fileKey();
    } catch (IOException _) {
      return "absent";
    }
  }
}
