package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An Airflow connection, whatever provider it is for.
///
/// `source` is the setting that it was read from. An absent part is empty; `extra` may hold secrets
/// anywhere, so the text of the whole shows only the identity. `names` says whether the names of
/// the extra fields may be shown.
public record AirflowConnection(
    String id,
    String source,
    String type,
    String host,
    String login,
    @Nullable Secret password,
    Map<String, Json> extra,
    Names names) {

  /// Whether somebody wrote the names of the fields as names.
  public enum Names {
    WRITTEN,
    /// They are what a URI's question mark and ampersands cut out, perhaps of a password.
    CUT
  }

  public AirflowConnection {
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /// The password, or an empty text.
  String passwordText() {
    return password == null ? "" : password.reveal();
  }

  @Override
  public String toString() {
    return "connection " + id + " of type " + type;
  }
}
