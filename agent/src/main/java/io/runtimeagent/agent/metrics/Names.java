package io.runtimeagent.agent.metrics;

/// Every name under which figures are published, as Prometheus sees it.
final class Names {
  static final String BUILD_INFO = "runtime_agent_build_info";
  static final String IMAGE_INFO = "runtime_agent_image_info";
  static final String LIFECYCLE_STATUS = "runtime_agent_lifecycle_status";
  static final String RELEASE = "runtime_agent_release_timestamp_seconds";
  static final String END_OF_MAINTENANCE = "runtime_agent_end_of_maintenance_timestamp_seconds";
  static final String END_OF_BASIC_SUPPORT = "runtime_agent_end_of_basic_support_timestamp_seconds";
  static final String CATALOG = "runtime_agent_catalog_timestamp_seconds";
  static final String HTTP_BIND_FAILURES = "runtime_agent_http_bind_failures_total";
  static final String HTTP_REFUSED = "runtime_agent_http_refused_requests_total";

  static final String LOGS_SHIPPED_BYTES = "runtime_agent_logs_shipped_bytes_total";
  static final String LOGS_SENT_BYTES = "runtime_agent_logs_sent_bytes_total";
  static final String LOGS_STORED_OBJECTS = "runtime_agent_logs_stored_objects_total";
  static final String LOGS_STORE_REQUESTS = "runtime_agent_logs_store_requests_total";
  static final String LOGS_STORE_REQUEST_DURATION =
      "runtime_agent_logs_store_request_duration_seconds";
  static final String LOGS_BACKLOG_BYTES = "runtime_agent_logs_backlog_bytes";
  static final String LOGS_BACKLOG_FILES = "runtime_agent_logs_backlog_files";
  static final String LOGS_TRACKED_FILES = "runtime_agent_logs_tracked_files";
  static final String LOGS_OLDEST_UNSHIPPED =
      "runtime_agent_logs_oldest_unshipped_timestamp_seconds";
  static final String LOGS_FRESHNESS = "runtime_agent_logs_freshness_seconds";
  static final String LOGS_UNSHIPPED_FILES = "runtime_agent_logs_unshipped_files";
  static final String LOGS_LOST_BYTES = "runtime_agent_logs_lost_bytes_total";
  static final String LOGS_SEGMENTS = "runtime_agent_logs_segments_total";
  static final String LOGS_LAST_PROGRESS = "runtime_agent_logs_last_progress_timestamp_seconds";
  static final String LOGS_CONSECUTIVE_FAILURES = "runtime_agent_logs_consecutive_failures";
  static final String LOGS_STANDBY = "runtime_agent_logs_standby";
  static final String LOGS_HELD = "runtime_agent_logs_held";
  static final String LOGS_STORE_IGNORES_CONDITIONS = "runtime_agent_logs_store_ignores_conditions";

  static final String HEARTBEAT_STATE = "runtime_agent_heartbeat_state";
  static final String HEARTBEAT_ALERT_ACTIVE = "runtime_agent_heartbeat_alert_active";
  static final String HEARTBEAT_LAST_SCHEDULED =
      "runtime_agent_heartbeat_last_scheduled_timestamp_seconds";
  static final String HEARTBEAT_LAST_SUCCESS =
      "runtime_agent_heartbeat_last_success_timestamp_seconds";
  static final String HEARTBEAT_DEADLINE = "runtime_agent_heartbeat_deadline_timestamp_seconds";
  static final String HEARTBEAT_CONSECUTIVE_FAILURES =
      "runtime_agent_heartbeat_consecutive_failures";
  static final String HEARTBEAT_RUNS = "runtime_agent_heartbeat_runs_total";
  static final String HEARTBEAT_SCHEDULE_DELAY = "runtime_agent_heartbeat_schedule_delay_seconds";
  static final String HEARTBEAT_START_DELAY = "runtime_agent_heartbeat_start_delay_seconds";
  static final String HEARTBEAT_TRANSITIONS = "runtime_agent_heartbeat_transitions_total";
  static final String HEARTBEAT_FLAPPING = "runtime_agent_heartbeat_flapping";
  static final String HEARTBEAT_OBSERVER_UP = "runtime_agent_heartbeat_observer_up";
  static final String HEARTBEAT_OBSERVER_ERRORS = "runtime_agent_heartbeat_observer_errors_total";
  static final String HEARTBEAT_LAST_TICK = "runtime_agent_heartbeat_last_tick_timestamp_seconds";
  static final String HEARTBEAT_LEADER = "runtime_agent_heartbeat_leader";
  static final String ALERT_DELIVERIES = "runtime_agent_alert_deliveries_total";
  static final String ALERT_QUEUE_LENGTH = "runtime_agent_alert_queue_length";
  static final String ALERT_OLDEST_PENDING = "runtime_agent_alert_oldest_pending_timestamp_seconds";
  static final String DEADMAN_PINGS = "runtime_agent_deadman_pings_total";
  static final String DEADMAN_FAILURES = "runtime_agent_deadman_failures_total";
  static final String CLOCK_SKEW = "runtime_agent_clock_skew_seconds";
  static final String CLOCK_JUMPS = "runtime_agent_clock_jumps_total";

  static final String PROCESS_CPU = "process_cpu_seconds_total";
  static final String PROCESS_RESIDENT_MEMORY = "process_resident_memory_bytes";
  static final String PROCESS_VIRTUAL_MEMORY = "process_virtual_memory_bytes";
  static final String PROCESS_OPEN_FDS = "process_open_fds";
  static final String PROCESS_MAX_FDS = "process_max_fds";
  static final String PROCESS_START_TIME = "process_start_time_seconds";

  static final String JVM_MEMORY_USED = "jvm_memory_used_bytes";
  static final String JVM_MEMORY_COMMITTED = "jvm_memory_committed_bytes";
  static final String JVM_MEMORY_MAX = "jvm_memory_max_bytes";
  static final String JVM_GC = "jvm_gc_collection_seconds";
  static final String JVM_THREADS = "jvm_threads_current";
  static final String JVM_THREADS_PEAK = "jvm_threads_peak";
  static final String JVM_CLASSES = "jvm_classes_currently_loaded";

  private Names() {}
}
