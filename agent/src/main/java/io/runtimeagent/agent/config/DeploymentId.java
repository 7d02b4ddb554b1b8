package io.runtimeagent.agent.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Names the deployment: by what was said, else by what all its containers have in common.
final class DeploymentId {
  private static final String POD_NAMESPACE =
      "var/run/secrets/kubernetes.io/serviceaccount/namespace";
  private static final String NOBODY = "airflow";

  private final ConfigInput input;
  private final ConfigValues values;

  DeploymentId(ConfigInput input, ConfigValues values) {
    this.input = input;
    this.values = values;
  }

  private record Candidate(String id, String source) {}

  /// `database` is asked only if nothing before it says anything: that may run a command.
  String read(Supplier<Optional<MetadataDatabase>> database, Destination destination) {
    Optional<String> said = values.find(AgentSettings.DEPLOYMENT_ID);
    if (said.isPresent()) {
      return said.get();
    }
    Candidate found =
        variable("ASTRO_DEPLOYMENT_ID")
            .or(() -> variable("ASTRO_DEPLOYMENT_NAMESPACE"))
            .or(this::podNamespace)
            .or(() -> database.get().flatMap(DeploymentId::ofDatabase))
            .or(() -> ofDestination(destination))
            .orElseGet(this::unnamed);
    values.derived(AgentSettings.DEPLOYMENT_ID, found.id(), found.source());
    return found.id();
  }

  private Optional<Candidate> variable(String name) {
    String value = input.variable(name);
    return value.isEmpty() ? Optional.empty() : Optional.of(new Candidate(value, name));
  }

  private Optional<Candidate> podNamespace() {
    Path file = input.root().resolve(POD_NAMESPACE);
    try {
      String namespace = Files.readString(file, StandardCharsets.UTF_8).strip();
      return namespace.isEmpty()
          ? Optional.empty()
          : Optional.of(new Candidate(namespace, "the pod's namespace"));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static Optional<Candidate> ofDatabase(MetadataDatabase database) {
    return SqlAlchemyUrl.parse(database.sqlAlchemyConn().reveal())
        .filter(url -> !url.host().isEmpty())
        .map(url -> new Candidate(url.host() + "/" + url.database(), "the metadata database"));
  }

  private static Optional<Candidate> ofDestination(Destination destination) {
    return destination.url().isEmpty()
        ? Optional.empty()
        : Optional.of(new Candidate(destination.url(), "the destination"));
  }

  private Candidate unnamed() {
    values.useless(
        AgentSettings.DEPLOYMENT_ID,
        "Nothing names this deployment; alerts call it " + NOBODY + ". Set deployment_id.");
    return new Candidate(NOBODY, "default");
  }
}
