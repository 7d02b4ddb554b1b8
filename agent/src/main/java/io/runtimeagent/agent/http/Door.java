package io.runtimeagent.agent.http;

import io.runtimeagent.agent.http.Route.Readers;
import io.runtimeagent.agent.web.WebConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides who may read what.
final class Door {
  private static final String CHALLENGE = "Basic realm=\"Runtime Agent\", charset=\"UTF-8\"";

  private final BasicAuth auth = new BasicAuth();

  /// Why the client may not read, nothing when it may. `authorization` is the header of that name.
  Optional<Answer> refusal(
      Readers readers, Visitor visitor, @Nullable String authorization, WebConfig config) {
    boolean users = !config.users().isEmpty();
    if (readers == Readers.EVERYBODY) {
      return Optional.empty();
    }
    if (users && authorization != null) {
      return auth.accepts(authorization, config.users())
          ? Optional.empty()
          : Optional.of(logIn("The user name or the password is not right."));
    }
    return switch (readers) {
      case EVERYBODY -> Optional.empty();
      case SCRAPERS -> users ? Optional.of(logIn("Log in to read this.")) : Optional.empty();
      case OPERATORS -> operators(visitor, users);
    };
  }

  private static Optional<Answer> operators(Visitor visitor, boolean users) {
    if (visitor == Visitor.LOCAL) {
      return Optional.empty();
    }
    String reason =
        "This names DAGs and errors, so it answers clients on the loopback (kubectl port-forward)"
            + " and who is logged in, unless http_status_public is true.";
    return Optional.of(users ? logIn(reason) : Answer.text(403, reason));
  }

  private static Answer logIn(String reason) {
    return Answer.text(401, reason).with("WWW-Authenticate", CHALLENGE);
  }

  /// Where a client is.
  enum Visitor {
    /// On the loopback.
    LOCAL,
    REMOTE
  }
}
