package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.http.Secret;
import java.net.URI;
import java.util.Objects;

/// Airflow's REST API: where its web server is, and how to log in. Which version of the API it
/// speaks is found out.
public record ApiAccess(URI url, Login login) {
  /// How to log in.
  public sealed interface Login {
    record None() implements Login {}

    record Password(String username, Secret password) implements Login {}

    record Token(Secret token) implements Login {}
  }

  public ApiAccess {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(login, "login");
  }
}
