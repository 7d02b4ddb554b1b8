package io.runtimeagent.agent.config;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the heartbeat judges and how it observes Airflow. `api` and `database` are null when
/// nothing is known of them.
public record HeartbeatConfig(
    HeartbeatMode mode,
    String dagId,
    HeartbeatSource source,
    List<MaintenanceWindow> maintenance,
    HeartbeatSchedule schedule,
    @Nullable AirflowApi api,
    @Nullable MetadataDatabase database) {

  public HeartbeatConfig {
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(source, "source");
    maintenance = List.copyOf(maintenance);
  }
}
