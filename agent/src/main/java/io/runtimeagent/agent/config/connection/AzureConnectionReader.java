package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What Airflow's Microsoft Azure provider takes from a connection, its former names included.
///
/// The first of its ways to log in that the connection fills in is the one that counts.
public final class AzureConnectionReader {
  private static final Set<String> TUNING =
      Set.of(
          "max_block_size",
          "max_page_size",
          "max_chunk_get_size",
          "max_single_get_size",
          "max_single_put_size",
          "min_large_block_upload_threshold",
          "use_byte_buffer",
          "connection_timeout",
          "read_timeout",
          "connection_data_block_size",
          "retry_total",
          "retry_connect",
          "retry_read",
          "retry_status",
          "retry_to_secondary",
          "logging_enable",
          "user_agent",
          "secondary_hostname");

  private final AirflowConnection connection;
  private final Extras extra;
  private final @Nullable URI endpoint;

  private AzureConnectionReader(
      AirflowConnection connection, @Nullable URI endpoint, Findings findings) {
    this.connection = connection;
    this.endpoint = endpoint;
    this.extra = Extras.of(connection, "extra__wasb__", findings);
  }

  /// `endpoint` replaces the connection's own address where it is not null. Nothing when the
  /// connection cannot be used; then a fault has been found.
  public static Optional<AzureConnection> read(
      AirflowConnection connection, @Nullable URI endpoint, Findings findings) {
    AzureConnectionReader reader = new AzureConnectionReader(connection, endpoint, findings);
    Optional<AzureConnection> read = reader.read();
    reader.extra.understand(TUNING);
    reader.extra.refuseUnread("only what Airflow's wasb connection takes and the agent can do.");
    return read;
  }

  private Optional<AzureConnection> read() {
    ClientSecretOptions options =
        ClientSecretOptions.read(extra.object("client_secret_auth_config"));
    Optional<String> connectionString = extra.text("connection_string");
    Optional<String> tenant = extra.text("tenant_id");
    Optional<String> sas = extra.text("sas_token");
    Optional<String> key =
        extra
            .text("shared_access_key")
            .or(() -> sas.isPresent() ? Optional.empty() : password())
            .or(() -> sas.isPresent() ? Optional.empty() : extra.text("account_key"));
    String identity = extra.text("managed_identity_client_id").orElse("");
    String workload = extra.text("workload_identity_tenant_id").orElse("");
    extra.has("account_key");
    if (connectionString.isPresent()) {
      Secret text = new Secret(connectionString.get());
      return Optional.of(
          new AzureConnection(new AzureCredentials.ConnectionString(text), endpoint));
    }
    if (tenant.isEmpty() && key.isEmpty() && sas.isPresent()) {
      return signature(sas.get());
    }
    AzureCredentials credentials =
        tenant
            .<AzureCredentials>map(id -> options.credentials(id, connection))
            .or(() -> key.map(this::keyOrSignature))
            .orElseGet(() -> new AzureCredentials.DefaultChain(identity, workload));
    return serviceUrl().map(url -> new AzureConnection(credentials, url));
  }

  private Optional<String> password() {
    return Optional.of(connection.passwordText()).filter(text -> !text.isEmpty());
  }

  /// The SDK takes either in the same place and tells them apart by their looks.
  private AzureCredentials keyOrSignature(String text) {
    String query = text.startsWith("?") ? text.substring(1) : text;
    boolean signature = Arrays.stream(query.split("&")).anyMatch(part -> part.startsWith("sig="));
    return signature
        ? new AzureCredentials.SharedAccessSignature(new Secret(query))
        : new AzureCredentials.SharedKey(account(), new Secret(text));
  }

  /// A token that is a URL says the address too.
  private Optional<AzureConnection> signature(String token) {
    int mark = token.indexOf('?');
    String query = token.substring(mark + 1);
    AzureCredentials credentials = new AzureCredentials.SharedAccessSignature(new Secret(query));
    if (!token.startsWith("https")) {
      return serviceUrl().map(url -> new AzureConnection(credentials, url));
    }
    Optional<URI> address =
        Optional.ofNullable(endpoint)
            .or(() -> mark < 0 ? Optional.empty() : Urls.http(token.substring(0, mark)));
    if (address.isEmpty()) {
      extra.fault("sas_token", "a token, or the account's https URL with the token as its query.");
    }
    return address.map(url -> new AzureConnection(credentials, url));
  }

  private Optional<URI> serviceUrl() {
    if (endpoint != null) {
      return Optional.of(endpoint);
    }
    if (connection.host().isEmpty() && connection.login().isEmpty()) {
      extra.fault(
          "account_url", "an account: its URL as host, its name as login, or azure_endpoint_url.");
      return Optional.empty();
    }
    Optional<URI> url = Urls.http(AccountUrl.of(connection.host(), connection.login()));
    if (url.isEmpty()) {
      extra.fault("host", "the account's URL, https://NAME.blob.core.windows.net.");
    }
    return url;
  }

  /// The login, else what stands before the first dot of the account's address.
  private String account() {
    return Stream.of(connection.login(), AccountUrl.firstLabel(connection.host()))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse("");
  }
}
