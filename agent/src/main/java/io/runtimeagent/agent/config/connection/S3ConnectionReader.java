package io.runtimeagent.agent.config.connection;

import io.runtimeagent.agent.config.fault.Findings;
import io.runtimeagent.agent.config.fault.Note;
import io.runtimeagent.agent.config.secret.SecretUrl;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Airflow's Amazon provider takes from a connection, its former names included.
public final class S3ConnectionReader {
  private static final Set<String> NO_EFFECT_HERE =
      Set.of("profile", "s3_config_format", "external_id", "aws_account_id", "aws_iam_role");

  private final AirflowConnection connection;
  private final Map<String, String> environment;
  private final Findings findings;
  private final Extras extra;

  private S3ConnectionReader(
      AirflowConnection connection, Map<String, String> environment, Findings findings) {
    this.connection = connection;
    this.environment = environment;
    this.findings = findings;
    this.extra = Extras.of(connection, "", findings);
  }

  public static S3Connection read(
      AirflowConnection connection, Map<String, String> environment, Findings findings) {
    return new S3ConnectionReader(connection, environment, findings).read();
  }

  /// What holds without any connection: the SDK's chain, and the certificates that boto trusts.
  public static S3Connection withoutConnection(Map<String, String> environment, Findings findings) {
    AirflowConnection none =
        new AirflowConnection(
            "none", "default", "aws", "", "", null, Map.of(), AirflowConnection.Names.WRITTEN);
    return read(none, environment, findings);
  }

  private S3Connection read() {
    noteType();
    Extras kwargs = extra.object("config_kwargs");
    Extras proxies = kwargs.object("proxies");
    BotoConfig boto = BotoConfig.read(kwargs);
    Extras service = extra.object("service_config");
    S3Connection read =
        new S3Connection(
            new S3CredentialsReader(connection, extra, findings).read(),
            new S3RoleReader(connection, extra, environment).read().orElse(null),
            region(boto).orElse(null),
            endpoint(service).orElse(null),
            boto.addressing(),
            trust(),
            new S3Encryption.BucketDefault(),
            null,
            boto.signing(),
            proxies(proxies));
    extra.understand(NO_EFFECT_HERE);
    extra.noteUnread();
    return read;
  }

  private void noteType() {
    String type = connection.type();
    if (!type.equals("aws") && !type.equals("s3") && !type.isEmpty()) {
      findings.note(
          new Note(
              "connection " + connection.id(),
              connection.source(),
              "Its type is " + type + ", not aws; it is read as if it were aws."));
    }
  }

  private Optional<String> region(BotoConfig boto) {
    return extra
        .text("region_name")
        .or(() -> extra.object("session_kwargs").text("region_name"))
        .or(() -> Optional.ofNullable(boto.region()));
  }

  private Optional<URI> endpoint(Extras service) {
    Optional<URI> own = Urls.http(service.object("s3"), "endpoint_url");
    return own.or(() -> Urls.http(extra, "endpoint_url")).or(() -> Urls.http(extra, "host"));
  }

  /// The connection's own proxies in the place of the environment's, as boto has it.
  private Proxies proxies(Extras own) {
    Proxies environments = Proxies.of(environment, findings);
    if (own.names().isEmpty()) {
      return environments;
    }
    return new Proxies(proxy(own, "http"), proxy(own, "https"), environments.direct());
  }

  private static @Nullable SecretUrl proxy(Extras own, String scheme) {
    Optional<SecretUrl> proxy = own.text(scheme).flatMap(Proxies::parse);
    if (proxy.isEmpty() && own.has(scheme)) {
      own.fault(scheme, "a proxy such as http://proxy:3128.");
    }
    return proxy.orElse(null);
  }

  private TlsTrust trust() {
    Optional<String> verify =
        extra.text("verify").or(() -> Optional.ofNullable(environment.get("AWS_CA_BUNDLE")));
    return verify.filter(text -> !text.isBlank()).map(this::trust).orElseGet(TlsTrust.Default::new);
  }

  private TlsTrust trust(String verify) {
    return switch (verify) {
      case "true", "True" -> new TlsTrust.Default();
      case "false", "False" -> new TlsTrust.Everyone();
      default -> {
        if (!Path.of(verify).toFile().canRead()) {
          extra.fault("verify", "true, false, or the path of a readable file of certificates.");
        }
        yield new TlsTrust.Authorities(Path.of(verify));
      }
    };
  }
}
