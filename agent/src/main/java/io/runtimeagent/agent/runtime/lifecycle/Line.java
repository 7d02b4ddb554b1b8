package io.runtimeagent.agent.runtime.lifecycle;

/// The way in which a version is written, in the order of age.
public enum Line {
  /// `3`, `5.0`: a tag that moves with each release.
  FLOATING("floating"),
  /// `8.1.0`: semantic versions, for Airflow 2.
  LEGACY("legacy"),
  /// `3.0-1`: Airflow's version and the number of a build, for Airflow 3.
  V3("V3");

  private final String label;

  Line(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
