package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.airflow.InstalledPackages;
import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.fault.Note;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what the image, the platform and Airflow's configuration say of themselves.
final class FactsReader {
  private static final String AIRFLOW_VERSION = "AIRFLOW_VERSION";
  private static final String RECORDED_TAG = "AIRFLOW_IMAGE_TAG";

  private final ConfigInput input;

  FactsReader(ConfigInput input) {
    this.input = input;
  }

  /// The version of Airflow: the variable's, else that of the installed distribution.
  Optional<ImageFacts.Fact> airflowVersion(Findings findings) {
    Optional<ImageFacts.Fact> said = variable(AIRFLOW_VERSION);
    Optional<ImageFacts.Fact> installed =
        InstalledPackages.of(input.environment(), input.root())
            .airflow()
            .map(version -> new ImageFacts.Fact(version, "installed distribution"));
    Optional<ImageFacts.Fact> usable =
        said.filter(fact -> AirflowVersion.parse(fact.value()).isPresent());
    if (usable.isPresent() && installed.isPresent() && differ(usable.get(), installed.get())) {
      String text = "It says " + usable.get().value() + ", installed is " + installed.get().value();
      findings.note(new Note(AIRFLOW_VERSION, "environment", text + "; the variable counts."));
    }
    return usable.or(() -> installed).or(() -> said);
  }

  private static boolean differ(ImageFacts.Fact one, ImageFacts.Fact other) {
    return !AirflowVersion.parse(one.value()).equals(AirflowVersion.parse(other.value()));
  }

  AirflowFacts airflow(@Nullable AirflowVersion version, ConfigValues values) {
    return new AirflowFacts(
        version,
        values.flag(AirflowSettings.REMOTE_LOGGING),
        values.flag(AirflowSettings.DELETE_LOCAL_LOGS),
        values.text(AirflowSettings.LOGGING_CONFIG_CLASS),
        values.text(AirflowSettings.EXECUTOR),
        values.text(AirflowSettings.INSTANCE_NAME),
        values.text(AirflowSettings.BASE_URL));
  }

  ImageFacts image(Optional<ImageFacts.Fact> airflowVersion, ConfigValues values) {
    return new ImageFacts(
        imageTags(values),
        variable("ASTRONOMER_RUNTIME_VERSION").orElse(null),
        airflowVersion.orElse(null),
        variable("PYTHON_VERSION").orElse(null),
        new ImageFacts.Platform(
            input.variable("ASTRO_ORGANIZATION_ID"),
            input.variable("ASTRO_WORKSPACE_ID"),
            input.variable("ASTRO_DEPLOYMENT_ID"),
            input.variable("ASTRO_DEPLOYMENT_NAMESPACE")),
        values.find(ImageSettings.UI_LINKS).orElse(List.of()),
        values.find(ImageSettings.WORKER_COUNT).orElse(null),
        values.find(ImageSettings.RUNTIME_VERSIONS_FILE).orElse(null));
  }

  /// The key, and the variable in which the image records its tag when it is built.
  private List<ImageFacts.Source> imageTags(ConfigValues values) {
    boolean usable = values.find(ImageSettings.IMAGE_TAG).isPresent();
    Optional<Reading.Given> given = values.given(ImageSettings.IMAGE_TAG).filter(_ -> usable);
    Optional<ImageFacts.Fact> recorded = variable(RECORDED_TAG);
    if (given.isEmpty() && recorded.isPresent()) {
      values.derived(ImageSettings.IMAGE_TAG, recorded.get().value(), recorded.get().source());
    }
    return List.of(
        new ImageFacts.Source(
            given.map(Reading.Given::source).orElse(ImageSettings.IMAGE_TAG.label()),
            given.map(Reading.Given::text).orElse(null)),
        new ImageFacts.Source(RECORDED_TAG, recorded.map(ImageFacts.Fact::value).orElse(null)));
  }

  private Optional<ImageFacts.Fact> variable(String name) {
    String value = input.variable(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(new ImageFacts.Fact(value, name));
  }
}
