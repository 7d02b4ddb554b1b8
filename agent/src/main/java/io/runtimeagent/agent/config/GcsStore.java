package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.connection.GcsConnection;
import io.runtimeagent.agent.config.connection.GcsConnectionReader;
import io.runtimeagent.agent.config.connection.GcsCredentials;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The connection to Google Cloud Storage, with what our own keys and Airflow's say beside it.
final class GcsStore {
  private final ConfigValues values;
  private final ConnectionFinder finder;

  GcsStore(ConfigInput input, ConfigValues values, Optional<AirflowVersion> version) {
    this.values = values;
    this.finder = new ConnectionFinder(input, values, version);
  }

  Optional<GcsConnection> read() {
    HandlerKwargs kwargs = HandlerKwargs.read(values);
    return switch (finder.find()) {
      case ConnectionFinder.Search.Found(var connection) ->
          Optional.of(completed(GcsConnectionReader.read(connection, values.findings()), kwargs));
      case ConnectionFinder.Search.NotFound() -> {
        GcsCredentials credentials = withoutConnection(kwargs);
        yield Optional.of(completed(GcsConnectionReader.withoutConnection(credentials), kwargs));
      }
      case ConnectionFinder.Search.Unusable() -> Optional.empty();
    };
  }

  private GcsCredentials withoutConnection(HandlerKwargs kwargs) {
    Optional<String> path =
        kwargs
            .text("gcp_key_path")
            .or(() -> values.given(AirflowSettings.GOOGLE_KEY_PATH).map(given -> given.text()));
    return path.<GcsCredentials>map(file -> new GcsCredentials.KeyFile(Path.of(file)))
        .or(() -> kwargs.text("gcp_keyfile_dict").flatMap(GcsConnectionReader::key))
        .orElseGet(GcsCredentials.ApplicationDefault::new);
  }

  private GcsConnection completed(GcsConnection read, HandlerKwargs kwargs) {
    Optional<URI> endpoint = values.find(StoreSettings.GCS_ENDPOINT_URL);
    return new GcsConnection(
        endpoint.filter(url -> isUnencrypted(url, read)).isPresent()
            ? new GcsCredentials.Anonymous()
            : read.credentials(),
        read.impersonated(),
        read.scopes(),
        kwargs.text("project_id").orElse(read.project()),
        read.quotaProject(),
        endpoint.orElse(null));
  }

  /// Tokens do not belong on an unencrypted line; an emulator wants none.
  private boolean isUnencrypted(URI endpoint, GcsConnection read) {
    boolean byDefault = read.credentials() instanceof GcsCredentials.ApplicationDefault;
    if (!"http".equalsIgnoreCase(endpoint.getScheme()) || !byDefault) {
      return false;
    }
    values.useless(
        StoreSettings.GCS_ENDPOINT_URL,
        "It is not encrypted and no credentials are named; requests go out without any.");
    return true;
  }
}
