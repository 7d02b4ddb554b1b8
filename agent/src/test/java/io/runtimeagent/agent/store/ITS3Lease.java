package io.runtimeagent.agent.store;

import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseContract;
import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.WithServer;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

@WithServer(MinioServer.class)
class ITS3Lease extends LeaseContract {
  private final ConfiguredLease store;

  ITS3Lease(MinioServer server) {
    String bucket = "lease-" + UUID.randomUUID();
    server.createBucket(bucket);
    store = new ConfiguredLease(environment(server, bucket));
  }

  private static Map<String, String> environment(MinioServer server, String bucket) {
    return Map.of(
        "AIRFLOW__RUNTIME_AGENT__DESTINATION",
        "s3://" + bucket + "/logs",
        "AIRFLOW__RUNTIME_AGENT__CONNECTION",
        """
        {"conn_type": "aws", "login": "%s", "password": "%s", "extra": {"region_name": "%s",
        "endpoint_url": "%s", "config_kwargs": {"s3": {"addressing_style": "path"}}}}
        """
            .formatted(
                server.accessKey(), server.secretKey(), MinioServer.REGION, server.endpoint()));
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
