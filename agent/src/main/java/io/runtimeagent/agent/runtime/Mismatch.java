package io.runtimeagent.agent.runtime;

import io.runtimeagent.agent.runtime.lifecycle.ExpectedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A fact that is not as the images of this version of Runtime are made. For information: an image
/// built on Runtime may well bring another Python.
public record Mismatch(String fact, String seen, String expected) {

  /// Compares what both sides know.
  static List<Mismatch> between(Container seen, ExpectedImage expected) {
    var found = new ArrayList<Mismatch>();
    airflow(seen, expected.airflowVersion()).ifPresent(found::add);
    python(seen, expected).ifPresent(found::add);
    among("os", seen.place().system().family(), expected.systems()).ifPresent(found::add);
    among("arch", seen.place().architecture(), expected.architectures()).ifPresent(found::add);
    return found;
  }

  /// As far as the table says it: `2.10` expects any patch of it.
  private static Optional<Mismatch> airflow(Container seen, @Nullable String expected) {
    return seen.airflowVersion()
        .filter(version -> expected != null && !isVersionOf(version, expected))
        .map(version -> new Mismatch("airflow_version", version, String.valueOf(expected)));
  }

  private static Optional<Mismatch> python(Container seen, ExpectedImage expected) {
    String usual = expected.pythonVersion();
    if (usual == null) {
      return Optional.empty();
    }
    List<String> accepted = new ArrayList<>(expected.pythons());
    accepted.add(usual);
    return seen.pythonVersionText()
        .filter(version -> accepted.stream().noneMatch(one -> isVersionOf(version, one)))
        .map(version -> new Mismatch("python_version", version, usual));
  }

  private static Optional<Mismatch> among(String fact, String seen, List<String> expected) {
    return expected.isEmpty() || expected.contains(seen)
        ? Optional.empty()
        : Optional.of(new Mismatch(fact, seen, String.join(" or ", expected)));
  }

  private static boolean isVersionOf(String version, String beginning) {
    return version.startsWith(beginning)
        && (version.length() == beginning.length()
            || !Character.isDigit(version.charAt(beginning.length())));
  }
}
