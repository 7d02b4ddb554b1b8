package io.runtimeagent.agent.config.connection;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The role that an AWS connection asks to be taken on.
final class S3RoleReader {
  private static final int LONGEST_SESSION_NAME = 64;

  /// A session without its policy would have more rights than it was meant to have, and one with a
  /// one-time code could not be renewed.
  private static final List<String> CANNOT =
      List.of(
          "Policy",
          "PolicyArns",
          "ProvidedContexts",
          "SerialNumber",
          "SourceIdentity",
          "Tags",
          "TokenCode",
          "TransitiveTagKeys");

  private final AirflowConnection connection;
  private final Extras extra;
  private final Map<String, String> environment;

  S3RoleReader(AirflowConnection connection, Extras extra, Map<String, String> environment) {
    this.connection = connection;
    this.extra = extra;
    this.environment = environment;
  }

  Optional<S3Role> read() {
    Extras kwargs = extra.object("assume_role_kwargs");
    String method = extra.text("assume_role_method").orElse("assume_role");
    String federation = extra.text("assume_role_with_web_identity_federation").orElse("");
    extra.has("assume_role_with_web_identity_token_file");
    extra.has("assume_role_with_web_identity_federation_audience");
    Optional<String> arn = arn();
    if (arn.isEmpty()) {
      return Optional.empty();
    }
    URI sts = Urls.http(extra.object("service_config").object("sts"), "endpoint_url").orElse(null);
    S3Role.Session session = session(kwargs);
    Optional<S3Role> role =
        switch (method) {
          case "assume_role" -> Optional.of(assumed(arn.get(), session, sts, kwargs));
          case "assume_role_with_web_identity" -> web(arn.get(), session, sts, federation);
          default -> refuse(method);
        };
    CANNOT.forEach(name -> kwargs.cannot(name, "Leave it to the role's own policies."));
    kwargs.refuseUnread("only what the token service's AssumeRole takes.");
    return role;
  }

  private Optional<String> arn() {
    Optional<String> account = extra.text("aws_account_id");
    Optional<String> name = extra.text("aws_iam_role");
    return extra
        .text("role_arn")
        .or(() -> account.flatMap(id -> name.map(role -> "arn:aws:iam::" + id + ":role/" + role)));
  }

  private S3Role assumed(String arn, S3Role.Session session, @Nullable URI sts, Extras kwargs) {
    String externalId = kwargs.text("ExternalId").or(() -> extra.text("external_id")).orElse(null);
    return new S3Role.Assumed(arn, session, sts, externalId);
  }

  private Optional<S3Role> web(
      String arn, S3Role.Session session, @Nullable URI sts, String federation) {
    if (!federation.equals("file")) {
      extra.fault(
          "assume_role_with_web_identity_federation", "file; the agent gets no Google tokens.");
      return Optional.empty();
    }
    Optional<String> file =
        extra
            .text("assume_role_with_web_identity_token_file")
            .or(() -> Optional.ofNullable(environment.get("AWS_WEB_IDENTITY_TOKEN_FILE")))
            .filter(path -> !path.isBlank());
    if (file.isEmpty()) {
      extra.fault(
          "assume_role_with_web_identity_token_file",
          "the path of the token, here or in AWS_WEB_IDENTITY_TOKEN_FILE.");
    }
    return file.map(path -> new S3Role.WebIdentity(arn, session, sts, Path.of(path)));
  }

  private Optional<S3Role> refuse(String method) {
    extra.fault(
        "assume_role_method",
        method.equals("assume_role_with_saml")
            ? "assume_role or assume_role_with_web_identity; the agent cannot log in by SAML."
            : "assume_role or assume_role_with_web_identity.");
    return Optional.empty();
  }

  private S3Role.Session session(Extras kwargs) {
    return new S3Role.Session(
        kwargs.text("RoleSessionName").orElseGet(this::sessionName), duration(kwargs));
  }

  /// As the provider makes it, so that policies that ask for the name go on to fit.
  private String sessionName() {
    String name = "airflow_" + connection.id().toLowerCase(Locale.ROOT);
    String clean = name.replaceAll("[^\\w+=,.@-]+", "-");
    return clean.substring(0, Math.min(clean.length(), LONGEST_SESSION_NAME));
  }

  private static @Nullable Duration duration(Extras kwargs) {
    Optional<String> seconds = kwargs.text("DurationSeconds");
    if (seconds.isPresent() && !seconds.get().matches("\\d{1,6}")) {
      kwargs.fault("DurationSeconds", "a number of seconds.");
      return null;
    }
    return seconds.map(text -> Duration.ofSeconds(Long.parseLong(text))).orElse(null);
  }
}
