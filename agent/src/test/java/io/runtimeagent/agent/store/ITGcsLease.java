package io.runtimeagent.agent.store;

import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseContract;
import io.runtimeagent.ship.testing.GcsServer;
import io.runtimeagent.ship.testing.WithServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

@WithServer(GcsServer.class)
class ITGcsLease extends LeaseContract {
  private final ConfiguredLease store;

  ITGcsLease(GcsServer server) {
    String bucket = "lease-" + UUID.randomUUID();
    server.createBucket(bucket);
    store = new ConfiguredLease(environment(server, bucket));
  }

  private static Map<String, String> environment(GcsServer server, String bucket) {
    return Map.of(
        "AIRFLOW__RUNTIME_AGENT__DESTINATION",
        "gs://" + bucket + "/logs",
        "AIRFLOW__RUNTIME_AGENT__GCS_ENDPOINT_URL",
        server.endpoint().toString(),
        "AIRFLOW__RUNTIME_AGENT__CONNECTION",
        "{\"conn_type\": \"google_cloud_platform\", \"extra\": {\"is_anonymous\": true}}");
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
