package io.runtimeagent.ship.gcs;

import java.nio.file.Path;

/// Who the store is to be asked as.
///
/// A key, as text or as a file, is any JSON that Google's libraries know by its `type`: a service
/// account, an authorized user, an external account (workload identity federation), an impersonated
/// service account.
public sealed interface GcsCredentials {
  record KeyText(String json) implements GcsCredentials {
    @Override
    public String toString() {
      return "KeyText[***]";
    }
  }

  /// Read when the store is first asked for something, so a store that is opened anew reads it
  /// anew.
  record KeyFile(Path file) implements GcsCredentials {}

  /// `GOOGLE_APPLICATION_CREDENTIALS`, gcloud's own file, or the metadata server of the machine.
  record ApplicationDefault() implements GcsCredentials {}

  record Anonymous() implements GcsCredentials {}
}
