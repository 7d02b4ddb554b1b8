package io.runtimeagent.agent.runtime.lifecycle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the images of a Runtime version are made of: `pythons` are those that exist beside the
/// default one. Empty and null are not known.
public record ExpectedImage(
    @Nullable String airflowVersion,
    @Nullable String pythonVersion,
    List<String> pythons,
    List<String> systems,
    List<String> architectures) {

  static final ExpectedImage UNKNOWN =
      new ExpectedImage(null, null, List.of(), List.of(), List.of());

  public ExpectedImage {
    pythons = List.copyOf(pythons);
    systems = List.copyOf(systems);
    architectures = List.copyOf(architectures);
  }
}
