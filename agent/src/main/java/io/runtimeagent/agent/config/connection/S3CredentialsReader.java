package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.airflow.ConfigFile;
import io.runtimeagent.agent.config.airflow.UnreadableValueException;
import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.secret.Secret;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Where an AWS connection keeps its keys: login and password, else extra fields, else the places
/// of older providers.
final class S3CredentialsReader {
  private final AirflowConnection connection;
  private final Extras extra;
  private final Findings findings;

  S3CredentialsReader(AirflowConnection connection, Extras extra, Findings findings) {
    this.connection = connection;
    this.extra = extra;
    this.findings = findings;
  }

  S3Credentials read() {
    Extras session = extra.object("session_kwargs");
    Optional<String> profile = extra.text("profile_name").or(() -> session.text("profile_name"));
    Secret token =
        extra
            .text("aws_session_token")
            .or(() -> session.text("aws_session_token"))
            .map(Secret::new)
            .orElse(null);
    S3Credentials keys =
        loginAndPassword()
            .or(() -> pair(extra))
            .or(() -> pair(session))
            .or(this::configFile)
            .<S3Credentials>map(pair -> new S3Credentials.Keys(pair.id(), pair.secret(), token))
            .orElseGet(
                () ->
                    profile
                        .<S3Credentials>map(S3Credentials.Profile::new)
                        .orElseGet(S3Credentials.DefaultChain::new));
    refuseHalf();
    return keys;
  }

  private record Pair(Secret id, Secret secret) {}

  private Optional<Pair> loginAndPassword() {
    return pair(Optional.of(connection.login()), Optional.of(connection.passwordText()));
  }

  private static Optional<Pair> pair(Extras fields) {
    return pair(fields.text("aws_access_key_id"), fields.text("aws_secret_access_key"));
  }

  private static Optional<Pair> pair(Optional<String> id, Optional<String> secret) {
    return id.filter(text -> !text.isEmpty())
        .flatMap(
            key ->
                secret
                    .filter(text -> !text.isEmpty())
                    .map(text -> new Pair(new Secret(key), new Secret(text))));
  }

  /// A key id without its key would silently mean other rights than those that were written down.
  private void refuseHalf() {
    boolean login = !connection.login().isEmpty();
    boolean password = !connection.passwordText().isEmpty();
    boolean complete = (login && password) || pair(extra).isPresent();
    if (!complete && (login || password)) {
      extra.fault(
          login ? "aws_secret_access_key" : "aws_access_key_id",
          "both parts of the key: login (access key id) and password (secret access key).");
    }
  }

  /// A file of boto's, s3cmd's or the AWS tools' own, as providers before 9 read it.
  private Optional<Pair> configFile() {
    Optional<String> file = extra.text("s3_config_file");
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<ConfigFile> content =
        ConfigFile.read(Path.of(file.get()), "extra s3_config_file", findings);
    String format = extra.text("s3_config_format").orElse("boto").toLowerCase(Locale.ROOT);
    boolean s3cmd = !format.equals("boto") && !format.equals("aws");
    String profile = extra.text("profile").orElse("");
    String section =
        switch (format) {
          case "boto" -> profile.isEmpty() ? "Credentials" : "profile " + profile;
          case "aws" -> profile.isEmpty() ? "default" : profile;
          default -> "default";
        };
    return content.flatMap(
        keys ->
            pair(
                value(keys, section, s3cmd ? "access_key" : "aws_access_key_id"),
                value(keys, section, s3cmd ? "secret_key" : "aws_secret_access_key")));
  }

  private Optional<String> value(ConfigFile file, String section, String key) {
    try {
      return file.get(section, key);
    } catch (UnreadableValueException e) {
      extra.fault("s3_config_file", e.getMessage() + ".");
      return Optional.empty();
    }
  }
}
