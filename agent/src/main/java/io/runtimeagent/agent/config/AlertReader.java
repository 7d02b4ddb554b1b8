package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Reads where alerts go.
final class AlertReader {
  private final ConfigValues values;

  AlertReader(ConfigValues values) {
    this.values = values;
  }

  AlertConfig read() {
    Optional<URI> webhook = values.find(AlertSettings.ALERT_WEBHOOK_URL);
    Optional<String> signingKey = values.find(AlertSettings.ALERT_WEBHOOK_SIGNING_KEY);
    if (webhook.isEmpty() && signingKey.isPresent()) {
      values.useless(
          AlertSettings.ALERT_WEBHOOK_SIGNING_KEY,
          "It signs nothing, because alert_webhook_url is not set.");
    }
    return new AlertConfig(
        webhook
            .map(
                url ->
                    new AlertConfig.Webhook(
                        new SecretUrl(url), signingKey.map(Secret::new).orElse(null)))
            .orElse(null),
        values.find(AlertSettings.ALERT_PAGERDUTY_ROUTING_KEY).orElse(List.of()).stream()
            .map(Secret::new)
            .toList(),
        urls(AlertSettings.ALERT_SLACK_WEBHOOK_URL),
        urls(AlertSettings.ALERT_ALERTMANAGER_URL),
        values.find(AlertSettings.DEADMAN_URL).map(SecretUrl::new).orElse(null));
  }

  private List<SecretUrl> urls(Setting<List<URI>> setting) {
    return values.find(setting).orElse(List.of()).stream().map(SecretUrl::new).toList();
  }
}
