package io.runtimeagent.agent.runtime;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ImageFacts;
import io.runtimeagent.agent.config.ImageFacts.Fact;
import io.runtimeagent.agent.config.airflow.InstalledPackages;
import io.runtimeagent.agent.runtime.lifecycle.RuntimeTag;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is seen in this container. It does not change while the container lives.
public record Container(
    ImageFacts image,
    RuntimeTag tag,
    @Nullable Fact runtimeVersion,
    @Nullable Fact pythonVersion,
    InstalledPackages packages,
    Place place) {

  /// Runtime's own repositories; a tag of any other one numbers somebody else's versions.
  private static final Pattern RUNTIMES_OWN =
      Pattern.compile("(?:.*/)?(?:astro-runtime|runtime):[^/]+");

  /// The system below, and what runs on it.
  record Place(
      OperatingSystem system,
      String architecture,
      String role,
      String executor,
      String deploymentId) {}

  /// Looks around. No other program is started.
  public static Container read(AgentConfig config, ConfigInput input) {
    var packages = InstalledPackages.of(input.environment(), input.root());
    ImageFacts image = config.image();
    Optional<Fact> version = runtimeVersion(image);
    return new Container(
        image,
        tag(version.map(Fact::value).orElse(""), image.imageTag()),
        version.orElse(null),
        Optional.ofNullable(image.pythonVersion())
            .or(() -> packages.python().map(python -> new Fact(python, "installed distribution")))
            .orElse(null),
        packages,
        new Place(
            OperatingSystem.read(input.root()),
            OperatingSystem.architecture(),
            config.component().role().word(),
            config.airflow().executor(),
            config.deploymentId()));
  }

  /// The installed provider packages of Airflow and their versions; read anew, as few ask.
  public SortedMap<String, String> providers() {
    return packages.providers();
  }

  /// The part of the image's tag behind its repository.
  public Optional<String> imageTag() {
    return Optional.ofNullable(image.imageTag())
        .map(fact -> isReference(fact.value()) ? tagOf(fact.value()) : fact.value());
  }

  /// The whole reference, where the tag was given as one.
  public Optional<String> imageReference() {
    return Optional.ofNullable(image.imageTag()).map(Fact::value).filter(Container::isReference);
  }

  public Optional<String> runtimeVersionText() {
    return Optional.ofNullable(runtimeVersion).map(Fact::value);
  }

  public Optional<String> airflowVersion() {
    return Optional.ofNullable(image.airflowVersion()).map(Fact::value);
  }

  public Optional<String> pythonVersionText() {
    return Optional.ofNullable(pythonVersion).map(Fact::value);
  }

  /// The operating system and the processor, for people.
  public String platform() {
    return place.system().name() + ", " + place.architecture();
  }

  private static Optional<Fact> runtimeVersion(ImageFacts image) {
    return Optional.ofNullable(image.runtimeVersion())
        .or(
            () ->
                Optional.ofNullable(image.imageTag())
                    .filter(tag -> RUNTIMES_OWN.matcher(withoutDigest(tag.value())).matches())
                    .filter(tag -> RuntimeTag.parse(tag.value()).version() != null)
                    .map(tag -> new Fact(tagOf(tag.value()), tag.source())));
  }

  /// The version, with the variant that the image's own tag names beside it.
  private static RuntimeTag tag(String version, @Nullable Fact imageTag) {
    RuntimeTag said = RuntimeTag.parse(version);
    RuntimeTag image = RuntimeTag.parse(imageTag == null ? "" : imageTag.value());
    boolean same = said.version() != null && Objects.equals(said.version(), image.version());
    return same ? image : said;
  }

  private static boolean isReference(String text) {
    return text.contains("/") || text.contains(":") || text.contains("@");
  }

  private static String tagOf(String reference) {
    String named = withoutDigest(reference);
    int colon = named.lastIndexOf(':');
    return colon < 0 || named.indexOf('/', colon) >= 0 ? named : named.substring(colon + 1);
  }

  private static String withoutDigest(String reference) {
    int digest = reference.indexOf('@');
    return digest < 0 ? reference : reference.substring(0, digest);
  }
}
