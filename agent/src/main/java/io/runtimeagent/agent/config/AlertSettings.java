package io.runtimeagent.agent.config;

import java.net.URI;
import java.util.List;

/// Keys of alerts: where they go.
final class AlertSettings {
  private static final String NONE = "none";

  static final Setting<URI> ALERT_WEBHOOK_URL =
      Setting.derived(
              "alert_webhook_url", ValueTypes.url(), NONE, "Where alerts are posted as JSON.")
          .shownAs(Visibility.SERVICE);
  static final Setting<String> ALERT_WEBHOOK_SIGNING_KEY =
      Setting.derived(
              "alert_webhook_signing_key",
              ValueTypes.anything("any text"),
              NONE,
              "Signs each post: header `X-Runtime-Agent-Signature`.")
          .shownAs(Visibility.HIDDEN);
  static final Setting<List<String>> ALERT_PAGERDUTY_ROUTING_KEY =
      Setting.derived(
              "alert_pagerduty_routing_key",
              ValueTypes.listOf(
                  ValueTypes.matching("integration keys of Events API v2", "[A-Za-z0-9_-]+")),
              NONE,
              "Alerts go to these PagerDuty services.")
          .shownAs(Visibility.HIDDEN);
  static final Setting<List<URI>> ALERT_SLACK_WEBHOOK_URL =
      Setting.derived(
              "alert_slack_webhook_url",
              ValueTypes.listOf(ValueTypes.url()),
              NONE,
              "Alerts go to these Slack channels.")
          .shownAs(Visibility.SERVICE);
  static final Setting<List<URI>> ALERT_ALERTMANAGER_URL =
      Setting.derived(
              "alert_alertmanager_url",
              ValueTypes.listOf(ValueTypes.url()),
              NONE,
              "Alerts go to each of these Alertmanagers (API v2).")
          .shownAs(Visibility.SERVICE);
  static final Setting<URI> DEADMAN_URL =
      Setting.derived(
              "deadman_url",
              ValueTypes.url(),
              NONE,
              "Pinged only while all is well, by the conventions of healthchecks.io.")
          .shownAs(Visibility.SERVICE);

  static final List<Setting<?>> ALL =
      List.of(
          ALERT_WEBHOOK_URL,
          ALERT_WEBHOOK_SIGNING_KEY,
          ALERT_PAGERDUTY_ROUTING_KEY,
          ALERT_SLACK_WEBHOOK_URL,
          ALERT_ALERTMANAGER_URL,
          DEADMAN_URL);

  private AlertSettings() {}
}
