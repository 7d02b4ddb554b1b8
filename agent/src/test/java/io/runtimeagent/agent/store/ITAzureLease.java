package io.runtimeagent.agent.store;

import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseContract;
import io.runtimeagent.ship.testing.AzuriteServer;
import io.runtimeagent.ship.testing.WithServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

@WithServer(AzuriteServer.class)
class ITAzureLease extends LeaseContract {
  private final ConfiguredLease store;

  ITAzureLease(AzuriteServer server) {
    String bucket = "lease-" + UUID.randomUUID();
    server.createBucket(bucket);
    store = new ConfiguredLease(environment(server, bucket));
  }

  private static Map<String, String> environment(AzuriteServer server, String bucket) {
    return Map.of(
        "AIRFLOW__RUNTIME_AGENT__DESTINATION",
        "wasb://logs",
        "AIRFLOW__AZURE_REMOTE_LOGGING__REMOTE_WASB_LOG_CONTAINER",
        bucket,
        "AIRFLOW_VERSION",
        "3.3.2",
        "AIRFLOW__RUNTIME_AGENT__CONNECTION",
        "{\"conn_type\": \"wasb\", \"extra\": {\"connection_string\": \"%s\"}}"
            .formatted(server.connectionString()));
  }

  @Override
  protected Lease lease() {
    return store.lease();
  }

  @AfterEach
  void close() {
    store.close();
  }
}
