package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.config.secret.SecretUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where alerts go. `webhook` and `deadman` are null when there are none.
public record AlertConfig(
    @Nullable Webhook webhook,
    List<Secret> pagerDutyRoutingKeys,
    List<SecretUrl> slackWebhooks,
    List<SecretUrl> alertmanagers,
    @Nullable SecretUrl deadman) {

  /// `signingKey` is null when posts are not signed.
  public record Webhook(SecretUrl url, @Nullable Secret signingKey) {}

  public AlertConfig {
    pagerDutyRoutingKeys = List.copyOf(pagerDutyRoutingKeys);
    slackWebhooks = List.copyOf(slackWebhooks);
    alertmanagers = List.copyOf(alertmanagers);
  }
}
