package io.runtimeagent.agent.config.airflow;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A version of Airflow, as far as behaviour depends on it: suffixes (`rc1`, `+astro.2`) are left
/// out.
public record AirflowVersion(int major, int minor, int patch)
    implements Comparable<AirflowVersion> {
  private static final Pattern NUMBERS =
      Pattern.compile("\\s*v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:\\D.*)?");

  private static final Comparator<AirflowVersion> ORDER =
      Comparator.comparingInt(AirflowVersion::major)
          .thenComparingInt(AirflowVersion::minor)
          .thenComparingInt(AirflowVersion::patch);

  /// Nothing when the text does not begin with a version (an image may say `main` or `edge`).
  public static Optional<AirflowVersion> parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (!numbers.matches()) {
      return Optional.empty();
    }
    String patch = numbers.group(3);
    return Optional.of(
        new AirflowVersion(
            Integer.parseInt(numbers.group(1)),
            Integer.parseInt(numbers.group(2)),
            patch == null ? 0 : Integer.parseInt(patch)));
  }

  public boolean isAtLeast(int major, int minor, int patch) {
    return compareTo(new AirflowVersion(major, minor, patch)) >= 0;
  }

  @Override
  public int compareTo(AirflowVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
