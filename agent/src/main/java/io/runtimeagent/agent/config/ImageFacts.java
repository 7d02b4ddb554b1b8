package io.runtimeagent.agent.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the environment says of the running image and of the platform that it runs on.
///
/// Null is what nobody said. Each fact knows its source, because people ask which one was used; of
/// the image's tag all sources are kept, in their order.
public record ImageFacts(
    List<Source> imageTags,
    @Nullable Fact runtimeVersion,
    @Nullable Fact airflowVersion,
    @Nullable Fact pythonVersion,
    Platform platform,
    List<UiLink> links,
    @Nullable Integer workerCount,
    @Nullable Path runtimeVersionsFile) {

  /// A value and the name of the setting, variable or file that it came from.
  public record Fact(String value, String source) {}

  /// Somebody who may name the image's tag, and what was said.
  public record Source(String name, @Nullable String value) {}

  /// What Astronomer's platform calls this deployment; empty when it does not.
  public record Platform(
      String organizationId, String workspaceId, String deploymentId, String namespace) {}

  public ImageFacts {
    imageTags = List.copyOf(imageTags);
    links = List.copyOf(links);
  }

  /// The tag that counts: the first that was said.
  public @Nullable Fact imageTag() {
    for (Source source : imageTags) {
      String value = source.value();
      if (value != null) {
        return new Fact(value, source.name());
      }
    }
    return null;
  }
}
