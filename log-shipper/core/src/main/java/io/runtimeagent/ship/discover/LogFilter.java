package io.runtimeagent.ship.discover;

import io.runtimeagent.ship.log.LogPath;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which paths below the log folder are task logs.
///
/// Component logs and dot files never are. `X.log.<n>` is a part of the log `X.log`, which it came
/// from by renaming.
public final class LogFilter {
  private static final Set<String> COMPONENTS =
      Set.of("scheduler", "dag_processor", "dag_processor_manager");

  private final List<PathMatcher> include;
  private final List<PathMatcher> exclude;

  public LogFilter(List<String> include, List<String> exclude) {
    this.include = matchers(include);
    this.exclude = matchers(exclude);
  }

  /// A file of a log: the log, and its place in the rotation, 0 for the log itself.
  public record Part(LogPath log, int rotation) {}

  /// Whether a folder can hold logs at all.
  public boolean descends(Path relative) {
    Path name = relative.getFileName();
    return !name.toString().startsWith(".")
        && !(relative.getNameCount() == 1 && COMPONENTS.contains(name.toString()));
  }

  /// The log that a file belongs to; empty when it is none. The folders above are taken as
  /// descended into.
  public Optional<Part> part(Path relative) {
    String text = relative.toString();
    if (relative.getFileName().toString().startsWith(".")) {
      return Optional.empty();
    }
    int rotation = rotation(text);
    String log = rotation == 0 ? text : text.substring(0, text.lastIndexOf('.'));
    Path path = rotation == 0 ? relative : Path.of(log);
    return matches(include, path) && !matches(exclude, path)
        ? Optional.of(new Part(new LogPath(log), rotation))
        : Optional.empty();
  }

  private static boolean matches(List<PathMatcher> matchers, Path path) {
    for (PathMatcher matcher : matchers) {
      if (matcher.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /// The n of `X.log.<n>`, 0 for everything else.
  private static int rotation(String name) {
    int dot = name.lastIndexOf('.');
    if (dot < 4 || !name.startsWith(".log", dot - 4)) {
      return 0;
    }
    String number = name.substring(dot + 1);
    boolean digits = number.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !number.isEmpty() && number.length() < 6 && number.charAt(0) != '0'
        ? Integer.parseInt(number)
        : 0;
  }

  /// `**/` also stands for no folder at all, as in a shell.
  private static List<PathMatcher> matchers(List<String> globs) {
    var matchers = new ArrayList<PathMatcher>();
    for (String glob : globs) {
      String rest = glob.startsWith("**/") ? glob.substring(3) : glob;
      PathMatcher below = matcher(rest);
      if (glob.equals(rest)) {
        matchers.add(below);
      } else if (rest.contains("/") || rest.contains("**")) {
        matchers.add(below);
        matchers.add(matcher(glob));
      } else {
        // Only the last name counts, and each line of each log is matched.
        matchers.add(path -> below.matches(path.getFileName()));
      }
    }
    return matchers;
  }

  private static PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }
}
