package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.Secret;
import java.nio.file.Path;

/// With whose rights Google Cloud Storage is asked.
public sealed interface GcsCredentials {

  /// Application Default Credentials.
  record ApplicationDefault() implements GcsCredentials {}

  /// The JSON key of a service account, in a file that may be replaced at any time.
  record KeyFile(Path file) implements GcsCredentials {}

  /// The JSON key of a service account.
  record KeyJson(Secret json) implements GcsCredentials {}

  /// A credential configuration (workload identity federation or any other), in a file.
  record ConfigFile(Path file) implements GcsCredentials {}

  /// A credential configuration itself.
  record ConfigJson(Secret json) implements GcsCredentials {}

  /// Requests go out without credentials.
  record Anonymous() implements GcsCredentials {}
}
