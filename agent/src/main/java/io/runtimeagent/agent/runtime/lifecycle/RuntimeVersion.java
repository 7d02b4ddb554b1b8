package io.runtimeagent.agent.runtime.lifecycle;

import java.util.Comparator;
import java.util.List;

/// A version of Runtime: one to three numbers, and the name of a prerelease or nothing.
///
/// Every version of the V3 line is newer than every legacy one; a prerelease is older than its
/// release.
public record RuntimeVersion(Line line, List<Integer> numbers, String prerelease)
    implements Comparable<RuntimeVersion> {

  private static final Comparator<RuntimeVersion> ORDER =
      Comparator.comparing(RuntimeVersion::line)
          .thenComparing(RuntimeVersion::numbers, RuntimeVersion::compareNumbers)
          .thenComparing(RuntimeVersion::prerelease, RuntimeVersion::comparePrereleases);

  public RuntimeVersion {
    numbers = List.copyOf(numbers);
    int size = numbers.size();
    if (line == Line.FLOATING ? size < 1 || size > 2 : size != 3) {
      throw new IllegalArgumentException(line + " does not have " + size + " numbers.");
    }
  }

  public boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  /// Its first numbers, by which tables know it: `8`, `8.1`.
  String beginning(int count) {
    return String.join(".", numbers.stream().limit(count).map(String::valueOf).toList());
  }

  /// Whether both are patches of one `major.minor`, or builds for one version of Airflow.
  boolean isSibling(RuntimeVersion other) {
    return line == other.line
        && line != Line.FLOATING
        && numbers.subList(0, 2).equals(other.numbers.subList(0, 2));
  }

  /// Without the prerelease: `8.1.0`, `3.0-1`, `6.0`.
  public String text() {
    return line == Line.V3 ? beginning(2) + "-" + numbers.getLast() : beginning(3);
  }

  @Override
  public int compareTo(RuntimeVersion other) {
    return ORDER.compare(this, other);
  }

  private static int compareNumbers(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int order = Integer.compare(one.get(i), other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.size(), other.size());
  }

  /// As semantic versions are ordered, part by part: numbers before words, fewer parts before more.
  private static int comparePrereleases(String one, String other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Boolean.compare(one.isEmpty(), other.isEmpty());
    }
    String[] ones = one.split("\\.", -1);
    String[] others = other.split("\\.", -1);
    for (int i = 0; i < Math.min(ones.length, others.length); i++) {
      int order = comparePart(ones[i], others[i]);
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(ones.length, others.length);
    return order == 0 ? one.compareTo(other) : order;
  }

  private static int comparePart(String one, String other) {
    boolean number = isNumber(one);
    if (number != isNumber(other)) {
      return number ? -1 : 1;
    }
    return number ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return part.matches("[0-9]{1,18}");
  }
}
