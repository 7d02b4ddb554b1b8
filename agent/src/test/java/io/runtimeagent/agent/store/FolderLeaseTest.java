package io.runtimeagent.agent.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.probe.lease.LeaseContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLeaseTest extends LeaseContract {
  private final ConfiguredLease store;

  FolderLeaseTest(@TempDir Path folder) {
    store =
        new ConfiguredLease(
            Map.of("AIRFLOW__RUNTIME_AGENT__DESTINATION", folder.toUri().toString()));
  }

  @Override
  protected Lease lease() {
    return store.lease();
  }

  @Test
  void key_isOfTheDeploymentAndTheDag() {
    String key = key("ns/with space", "dag");
    assertThat(key).matches("p/\\.runtime-agent/lease/ns_with_space-[0-9a-f]{12}\\.json");
    assertThat(key("ns_with_space", "dag")).isNotEqualTo(key);
    assertThat(key("ns/with space", "other")).isNotEqualTo(key);
    assertThat(key("x".repeat(500), "dag")).hasSizeLessThan(120);
  }

  private static String key(String deployment, String dag) {
    return StoreLease.key("p/.runtime-agent/", deployment, dag).value();
  }
}
