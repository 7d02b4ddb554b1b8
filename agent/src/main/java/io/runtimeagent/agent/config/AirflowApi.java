package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.secret.Secret;
import java.net.URI;
import java.util.Objects;

/// Airflow's REST API: where it is and how to log in.
public record AirflowApi(URI url, Login login) {

  /// How to log in to the API.
  public sealed interface Login {

    record None() implements Login {}

    record Password(String username, Secret password) implements Login {}

    record Token(Secret token) implements Login {}
  }

  public AirflowApi {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(login, "login");
  }
}
