package io.runtimeagent.ship.log;

/// Where a log stands below the log folder, as its names read: `/` between them, never parsed,
/// never changed.
///
/// A path that would leave the folder cannot be made.
public record LogPath(String value) implements Comparable<LogPath> {

  public LogPath {
    if (value.indexOf('\0') >= 0) {
      throw notBelow(value);
    }
    int from = 0;
    for (int to = value.indexOf('/'); to >= 0; to = value.indexOf('/', from)) {
      if (!isName(value, from, to)) {
        throw notBelow(value);
      }
      from = to + 1;
    }
    if (!isName(value, from, value.length())) {
      throw notBelow(value);
    }
  }

  /// Neither nothing nor `.` nor `..`.
  private static boolean isName(String value, int from, int to) {
    return to - from > 2 || !"..".startsWith(value.substring(from, to));
  }

  private static IllegalArgumentException notBelow(String value) {
    return new IllegalArgumentException("Not a path below the log folder: '" + value + "'");
  }

  /// The last name of the path.
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /// The folder that the log is in, empty for the log folder itself.
  public String folder() {
    int end = value.lastIndexOf('/');
    return end < 0 ? "" : value.substring(0, end);
  }

  /// Whether a triggerer writes this log: `<task log>.trigger.<job id>.log`. Airflow 3 may truncate
  /// it 4 s after its last write.
  public boolean isTriggerLog() {
    String name = name();
    int marker = name.lastIndexOf(".trigger.");
    return marker > 0
        && name.endsWith(".log")
        && isNumber(name.substring(marker + 9, Math.max(marker + 9, name.length() - 4)));
  }

  static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  @Override
  public int compareTo(LogPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
