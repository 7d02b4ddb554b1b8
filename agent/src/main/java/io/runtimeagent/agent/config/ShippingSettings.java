package io.runtimeagent.agent.config;

import io.runtimeagent.ship.pace.Freshness;
import java.time.Duration;
import java.util.List;

/// Keys of shipping: what, where to, how soon.
final class ShippingSettings {
  static final Setting<String> DESTINATION =
      Setting.derived(
          "destination",
          ValueTypes.anything("`s3://…`, `gs://…`, `wasb…` or `file:///…`"),
          "`[logging] remote_base_log_folder`",
          "Where the logs are stored. None: shipping is off, and the agent says so.");
  static final Setting<String> CONNECTION_TEXT =
      Setting.derived(
              "connection",
              ValueTypes.connection(),
              "`AIRFLOW_CONN_<remote_log_conn_id>`",
              "The store's connection, for those that live in a secrets backend or the metadata"
                  + " database.")
          .shownAs(Visibility.HIDDEN);
  static final Setting<Freshness> FRESHNESS =
      Setting.of(
          "freshness",
          ValueTypes.oneOf(Freshness.class),
          "balanced",
          "How far an object may stay behind its log: `live` 1 to 2 s, `balanced` 5 s, after five"
              + " minutes 30 s, `economy` 5 s, then 60 s.");
  static final Setting<List<String>> INCLUDE =
      Setting.of(
          "include",
          ValueTypes.globs(),
          "**/*.log",
          "Which files are logs, relative to the log folder. Replaces the default.");
  static final Setting<List<String>> EXCLUDE =
      Setting.derived(
          "exclude",
          ValueTypes.globs(),
          "component logs, dot files",
          "Which of them are not shipped all the same. Adds to the built-in list.");
  static final Setting<Duration> IGNORE_OLDER =
      Setting.of(
          "ignore_older",
          TimeTypes.limit(),
          "off",
          "Logs not written for that long are not looked at when there is no state: a lifecycle"
              + " rule may have expired their objects.");
  static final Setting<Duration> DRAIN_TIMEOUT =
      Setting.of(
          "drain_timeout",
          TimeTypes.duration(),
          "25s",
          "The most time between the end of the supervised process and the agent's.");
  static final Setting<Duration> LOCAL_RETENTION =
      Setting.of(
          "local_retention",
          TimeTypes.limit(),
          "off",
          "Local logs that old are deleted once their objects are proven to be equal.");

  static final List<Setting<?>> ALL =
      List.of(
          DESTINATION,
          CONNECTION_TEXT,
          FRESHNESS,
          INCLUDE,
          EXCLUDE,
          IGNORE_OLDER,
          DRAIN_TIMEOUT,
          LOCAL_RETENTION);

  private ShippingSettings() {}
}
