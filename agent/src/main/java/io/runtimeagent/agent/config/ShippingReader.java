package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowHome;
import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what is shipped and checks that no folder lies in another where that would do harm.
final class ShippingReader {
  private final ConfigInput input;
  private final ConfigValues values;
  private final AirflowHome home;

  ShippingReader(ConfigInput input, ConfigValues values, AirflowHome home) {
    this.input = input;
    this.values = values;
    this.home = home;
  }

  ShippingConfig read(Optional<AirflowVersion> version) {
    Path logFolder = logFolder();
    Destination destination = new DestinationReader(input, values, version).read();
    if (destination instanceof Destination.Folder(Path folder)
        && Folders.isInside(folder, logFolder)) {
      misplaced();
    }
    noteForeignKeys(destination);
    return new ShippingConfig(
        logFolder,
        destination,
        values.get(ShippingSettings.FRESHNESS),
        values.get(ShippingSettings.INCLUDE),
        values.find(ShippingSettings.EXCLUDE).orElse(List.of()),
        values.get(ShippingSettings.DRAIN_TIMEOUT),
        limit(ShippingSettings.IGNORE_OLDER),
        limit(ShippingSettings.LOCAL_RETENTION));
  }

  private @Nullable Duration limit(Setting<Duration> setting) {
    Duration limit = values.get(setting);
    return limit.isZero() ? null : limit;
  }

  private void misplaced() {
    String accepted = "a folder outside the log folder: else its objects would be shipped again";
    if (values.given(ShippingSettings.DESTINATION).isPresent()) {
      values.misfit(ShippingSettings.DESTINATION, accepted);
    } else {
      values.misfit(AirflowSettings.REMOTE_BASE_LOG_FOLDER, accepted);
    }
  }

  private Path logFolder() {
    Optional<Reading.Given> given = values.given(AirflowSettings.BASE_LOG_FOLDER);
    Optional<Path> folder = given.flatMap(text -> ValueTypes.path().parse(text.text()));
    if (given.isPresent() && folder.isEmpty()) {
      String label = AirflowSettings.BASE_LOG_FOLDER.option().label();
      String accepted = "the path of a folder.";
      values.findings().fault(new Fault(label, given.get().source(), given.get().text(), accepted));
    }
    Path logFolder = folder.orElse(home.folder().resolve("logs"));
    if (given.isEmpty()) {
      values.derived(AirflowSettings.BASE_LOG_FOLDER, logFolder.toString());
    }
    return logFolder;
  }

  /// Keys of a store that the destination is not.
  private void noteForeignKeys(Destination destination) {
    String own =
        switch (destination) {
          case Destination.S3 _ -> "s3_";
          case Destination.Gcs _ -> "gcs_";
          case Destination.Azure _ -> "azure_";
          case Destination.Folder _, Destination.Off _ -> "no store";
        };
    StoreSettings.ALL.stream()
        .filter(setting -> !setting.key().startsWith(own))
        .filter(setting -> values.find(setting).isPresent())
        .forEach(
            setting ->
                values.useless(setting, "It has no effect: the destination is of another kind."));
  }
}
