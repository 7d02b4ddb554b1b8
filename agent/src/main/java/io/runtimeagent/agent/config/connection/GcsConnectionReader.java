package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.Secret;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.json.JsonException;
import io.runtimeagent.agent.json.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What Airflow's Google provider takes from a connection, its former names included.
public final class GcsConnectionReader {
  private static final String PREFIX = "extra__google_cloud_platform__";
  private static final String READ_WRITE = "https://www.googleapis.com/auth/devstorage.read_write";

  private static final List<String> EXCLUSIVE =
      List.of(
          "key_path", "keyfile_dict", "credential_config_file", "key_secret_name", "is_anonymous");

  private final Extras extra;

  private GcsConnectionReader(AirflowConnection connection, Findings findings) {
    this.extra = Extras.of(connection, PREFIX, findings);
  }

  public static GcsConnection read(AirflowConnection connection, Findings findings) {
    return new GcsConnectionReader(connection, findings).read();
  }

  /// What holds without any connection, with or without `[logging] google_key_path`.
  public static GcsConnection withoutConnection(GcsCredentials credentials) {
    return new GcsConnection(credentials, List.of(), List.of(READ_WRITE), null, null, null);
  }

  /// The JSON key of a service account as credentials; nothing when it is none.
  public static Optional<GcsCredentials> key(String json) {
    return serviceAccountKey(json).map(GcsCredentials.KeyJson::new);
  }

  private GcsConnection read() {
    refuseSeveral();
    GcsCredentials credentials = credentials();
    List<String> scopes = extra.texts("scope");
    GcsConnection read =
        new GcsConnection(
            credentials,
            extra.texts("impersonation_chain"),
            scopes.isEmpty() ? List.of(READ_WRITE) : scopes,
            extra.text("project").orElse(null),
            extra.text("quota_project_id").orElse(null),
            null);
    extra.understand(Set.of("num_retries", "key_secret_project_id"));
    extra.noteUnread();
    return read;
  }

  private void refuseSeveral() {
    List<String> given = EXCLUSIVE.stream().filter(this::isGiven).toList();
    if (given.size() > 1) {
      extra.fault(String.join(" and ", given), "one of them only; they exclude each other.");
    }
    extra.cannot("key_secret_name", "Give the key itself: keyfile_dict or key_path.");
    String noTokens = "Give a credential_config_file whose source is a file or a URL.";
    Stream.of(
            "idp_issuer_url",
            "client_id",
            "client_secret",
            "idp_extra_params",
            "idp_extra_parameters")
        .forEach(name -> extra.cannot(name, noTokens));
  }

  private boolean isGiven(String name) {
    return name.equals("is_anonymous") ? extra.flag(name).orElse(false) : extra.has(name);
  }

  private GcsCredentials credentials() {
    if (extra.flag("is_anonymous").orElse(false)) {
      return new GcsCredentials.Anonymous();
    }
    return extra
        .text("key_path")
        .map(this::keyFile)
        .or(() -> extra.text("keyfile_dict").flatMap(this::keyJson))
        .or(() -> extra.text("credential_config_file").flatMap(this::config))
        .orElseGet(GcsCredentials.ApplicationDefault::new);
  }

  private GcsCredentials keyFile(String path) {
    if (!path.endsWith(".json")) {
      extra.fault("key_path", "the path of a JSON key, ending in .json, as Airflow wants it.");
    }
    return new GcsCredentials.KeyFile(Path.of(path));
  }

  private Optional<GcsCredentials> keyJson(String text) {
    Optional<GcsCredentials> key = key(text);
    if (key.isEmpty()) {
      extra.fault(
          "keyfile_dict", "the JSON key of a service account, with client_email and private_key.");
    }
    return key;
  }

  /// The key with the line ends of its private key put right: they often arrive escaped twice.
  private static Optional<Secret> serviceAccountKey(String text) {
    try {
      if (JsonText.parse(text) instanceof Json.Members(Map<String, Json> members)
          && members.get("private_key") instanceof Json.Text(String pem)
          && members.get("client_email") instanceof Json.Text) {
        Map<String, Json> key = new LinkedHashMap<>(members);
        key.put("private_key", Json.of(pem.replace("\\n", "\n")));
        return Optional.of(new Secret(JsonText.write(new Json.Members(key))));
      }
    } catch (JsonException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /// A path when such a file exists, as the provider decides it; else the configuration itself.
  private Optional<GcsCredentials> config(String text) {
    if (text.startsWith("/") || (!text.contains("{") && Files.exists(Path.of(text)))) {
      return Optional.of(new GcsCredentials.ConfigFile(Path.of(text)));
    }
    try {
      if (JsonText.parse(text) instanceof Json.Members) {
        return Optional.of(new GcsCredentials.ConfigJson(new Secret(text)));
      }
    } catch (JsonException _) {
      extra.fault("credential_config_file", "the path of a file, or a JSON object.");
      return Optional.empty();
    }
    extra.fault("credential_config_file", "the path of a file, or a JSON object.");
    return Optional.empty();
  }
}
