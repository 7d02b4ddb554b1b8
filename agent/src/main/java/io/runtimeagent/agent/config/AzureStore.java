package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.AirflowVersion;
import io.runtimeagent.agent.config.connection.AzureConnection;
import io.runtimeagent.agent.config.connection.AzureConnectionReader;
import io.runtimeagent.agent.config.connection.AzureCredentials;
import io.runtimeagent.agent.config.fault.Note;
import java.net.URI;
import java.util.Optional;

/// The connection to Azure Blob Storage, the container, and the one rule of keys that depends on
/// Airflow's version.
final class AzureStore {
  private static final String SCHEME = "wasb://";

  private final ConfigValues values;
  private final ConnectionFinder finder;
  private final Optional<AirflowVersion> version;

  AzureStore(ConfigInput input, ConfigValues values, Optional<AirflowVersion> version) {
    this.values = values;
    this.finder = new ConnectionFinder(input, values, version);
    this.version = version;
  }

  /// What goes before a log's path: the destination verbatim, `wasb://` included, up to Airflow
  /// 3.1.7; without `wasb://` after. Nothing when that cannot be known.
  Optional<String> prefix(String destination) {
    if (!destination.startsWith(SCHEME)) {
      return Optional.of(closed(destination));
    }
    return version.map(
        known -> {
          boolean stripped = known.isAtLeast(3, 1, 8);
          return closed(stripped ? destination.substring(SCHEME.length()) : destination);
        });
  }

  private static String closed(String prefix) {
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /// Fixed in Airflow up to 2.7; a setting since.
  String container() {
    String fixed = AirflowSettings.WASB_CONTAINER.fallback();
    String said =
        HandlerKwargs.read(values)
            .text("wasb_container")
            .orElseGet(() -> values.text(AirflowSettings.WASB_CONTAINER));
    boolean settable = version.map(known -> known.isAtLeast(2, 8, 0)).orElse(true);
    if (!settable && !said.equals(fixed)) {
      String text = "Airflow before 2.8 reads from container " + fixed + " only, so that is used.";
      String label = AirflowSettings.WASB_CONTAINER.option().label();
      values.findings().note(new Note(label, "configuration", text));
    }
    return settable ? said : fixed;
  }

  Optional<AzureConnection> read() {
    Optional<URI> endpoint = values.find(StoreSettings.AZURE_ENDPOINT_URL);
    return switch (finder.find()) {
      case ConnectionFinder.Search.Found(var connection) -> {
        Optional<AzureConnection> read =
            AzureConnectionReader.read(connection, endpoint.orElse(null), values.findings());
        read.map(AzureConnection::serviceUrl)
            .filter(_ -> endpoint.isEmpty())
            .ifPresent(
                url ->
                    values.derived(
                        StoreSettings.AZURE_ENDPOINT_URL,
                        Visibility.OPEN.show(url.toString()),
                        "connection, " + connection.source()));
        yield read;
      }
      case ConnectionFinder.Search.NotFound() -> byDefaultChain(endpoint);
      case ConnectionFinder.Search.Unusable() -> Optional.empty();
    };
  }

  private Optional<AzureConnection> byDefaultChain(Optional<URI> endpoint) {
    if (endpoint.isEmpty()) {
      String accepted =
          "the account's URL here, or a connection that names the account"
              + " ([logging] remote_log_conn_id with AIRFLOW_CONN_<ID>, or the key connection).";
      values.misfit(StoreSettings.AZURE_ENDPOINT_URL, accepted);
    }
    return endpoint.map(url -> new AzureConnection(new AzureCredentials.DefaultChain("", ""), url));
  }
}
