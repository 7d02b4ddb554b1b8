package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a connection's `client_secret_auth_config` adds to tenant, login and password.
record ClientSecretOptions(@Nullable URI authority, List<String> additionalTenants, Extras fields) {

  static ClientSecretOptions read(Extras fields) {
    URI authority =
        fields
            .text("authority")
            .flatMap(text -> Urls.http(text.contains("://") ? text : "https://" + text))
            .orElse(null);
    if (authority == null && fields.has("authority")) {
      fields.fault("authority", "the host of a login service.");
    }
    List<String> tenants = fields.texts("additionally_allowed_tenants");
    fields.understand(Set.of("logging_enable", "retry_total", "connection_timeout"));
    fields.refuseUnread("only authority and additionally_allowed_tenants.");
    return new ClientSecretOptions(authority, tenants, fields);
  }

  AzureCredentials credentials(String tenant, AirflowConnection connection) {
    if (connection.login().isEmpty() || connection.passwordText().isEmpty()) {
      fields.fault("tenant_id", "with it the application's id as login, its secret as password.");
    }
    return new AzureCredentials.ClientSecret(
        tenant,
        connection.login(),
        new Secret(connection.passwordText()),
        authority,
        additionalTenants);
  }
}
