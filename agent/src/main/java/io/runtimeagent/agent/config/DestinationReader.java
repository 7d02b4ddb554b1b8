package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.airflow.Reading;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads where the logs go: our key, else Airflow's, always literally.
final class DestinationReader {
  private static final String NOT_SET =
      "Neither destination nor [logging] remote_base_log_folder is set.";
  private static final String BUCKET = "[A-Za-z0-9][A-Za-z0-9._-]{1,254}";

  private final ConfigInput input;
  private final ConfigValues values;
  private final Optional<AirflowVersion> version;

  DestinationReader(ConfigInput input, ConfigValues values, Optional<AirflowVersion> version) {
    this.input = input;
    this.values = values;
    this.version = version;
  }

  /// Where a destination was written down and what stands there.
  private record Written(String label, String source, String url) {}

  Destination read() {
    Optional<String> own = values.find(ShippingSettings.DESTINATION);
    Optional<Reading.Given> ours = values.given(ShippingSettings.DESTINATION);
    Optional<Reading.Given> airflows = values.given(AirflowSettings.REMOTE_BASE_LOG_FOLDER);
    if (own.isPresent() && ours.isPresent()) {
      var written =
          new Written(ShippingSettings.DESTINATION.label(), ours.get().source(), own.get());
      airflows.ifPresent(theirs -> compare(written, theirs.text()));
      return read(written).orElseGet(() -> fault(written));
    }
    return airflows
        .map(
            given -> {
              String label = AirflowSettings.REMOTE_BASE_LOG_FOLDER.option().label();
              Written written = new Written(label, given.source(), given.text());
              String shown = Visibility.OPEN.show(given.text());
              values.derived(ShippingSettings.DESTINATION, shown, given.source());
              return read(written).orElseGet(() -> notOurs(written));
            })
        .orElseGet(() -> new Destination.Off(NOT_SET));
  }

  /// Airflow's reader looks where its own configuration says. The command line is for one pass.
  private void compare(Written ours, String theirs) {
    boolean once = input.commandLine().containsKey(ShippingSettings.DESTINATION.option());
    if (!once && !withoutLastSlashes(ours.url()).equals(withoutLastSlashes(theirs))) {
      String text =
          "It differs from [logging] remote_base_log_folder (%s), where Airflow's pages look for logs: they do not find what the agent stores."
              .formatted(Visibility.OPEN.show(theirs));
      values.findings().note(new Note(ours.label(), ours.source(), text));
    }
  }

  private static String withoutLastSlashes(String url) {
    return url.replaceFirst("/+$", "");
  }

  /// Nothing when it is of no kind that the agent ships to.
  private Optional<Destination> read(Written written) {
    String url = written.url();
    if (url.startsWith("s3://")) {
      return Optional.of(s3(written, url.substring(5)));
    }
    if (url.startsWith("gs://")) {
      return Optional.of(gcs(written, url.substring(5)));
    }
    if (url.startsWith("wasb")) {
      return Optional.of(azure(written));
    }
    if (url.startsWith("file:")) {
      return Optional.of(url.startsWith("file:///") ? folder(written) : fault(written));
    }
    return Optional.empty();
  }

  /// Airflow may log to where the agent does not ship; then it goes on doing so itself.
  private Destination notOurs(Written written) {
    String text = "The agent does not ship there; shipping is off, Airflow uploads as before.";
    values.findings().note(new Note(written.label(), written.source(), text));
    return new Destination.Off("The agent does not ship to what remote_base_log_folder names.");
  }

  private Destination s3(Written written, String rest) {
    return checked(written, bucket(rest))
        .<Destination>flatMap(
            bucket ->
                new S3Store(input, values, version)
                    .read()
                    .map(store -> new Destination.S3(bucket, prefix(rest), store)))
        .orElseGet(() -> new Destination.Off("The destination is faulty."));
  }

  private Destination gcs(Written written, String rest) {
    return checked(written, bucket(rest))
        .<Destination>flatMap(
            bucket ->
                new GcsStore(input, values, version)
                    .read()
                    .map(store -> new Destination.Gcs(bucket, prefix(rest), store)))
        .orElseGet(() -> new Destination.Off("The destination is faulty."));
  }

  private Destination azure(Written written) {
    AzureStore store = new AzureStore(input, values, version);
    Optional<String> prefix = store.prefix(written.url());
    if (prefix.isEmpty()) {
      String accepted =
          "AIRFLOW_VERSION beside it: whether Airflow's reader looks below wasb:// or not depends"
              + " on its version, which is unknown here.";
      String shown = Visibility.OPEN.show(written.url());
      values.findings().fault(new Fault(written.label(), written.source(), shown, accepted));
    }
    return prefix
        .<Destination>flatMap(
            key -> store.read().map(read -> new Destination.Azure(store.container(), key, read)))
        .orElseGet(() -> new Destination.Off("The destination is faulty."));
  }

  private Destination folder(Written written) {
    try {
      Path folder = Path.of(written.url().substring("file://".length())).normalize();
      if (folder.getNameCount() > 0) {
        return new Destination.Folder(folder);
      }
    } catch (InvalidPathException _) {
      return fault(written);
    }
    return fault(written);
  }

  private static String bucket(String rest) {
    return rest.split("/", 2)[0];
  }

  /// All slashes between bucket and key are one, as Airflow has it; one at the end is enough.
  private static String prefix(String rest) {
    String key = rest.substring(bucket(rest).length()).replaceFirst("^/+", "");
    return key.isEmpty() || key.endsWith("/") ? key : key + "/";
  }

  private Optional<String> checked(Written written, String bucket) {
    if (bucket.matches(BUCKET) && written.url().chars().noneMatch(Character::isISOControl)) {
      return Optional.of(bucket);
    }
    fault(written);
    return Optional.empty();
  }

  private Destination fault(Written written) {
    String shown = Visibility.OPEN.show(written.url());
    String accepted = "s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, wasb://PREFIX or file:///FOLDER.";
    values.findings().fault(new Fault(written.label(), written.source(), shown, accepted));
    return new Destination.Off("The destination is faulty.");
  }
}
