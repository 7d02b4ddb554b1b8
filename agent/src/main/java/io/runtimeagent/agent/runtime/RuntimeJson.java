package io.runtimeagent.agent.runtime;

import io.runtimeagent.agent.config.ImageFacts;
import io.runtimeagent.agent.config.ImageFacts.Fact;
import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.runtime.lifecycle.ExpectedImage;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A view as JSON: the record of `info --json` and `/v1/runtime`, and the few lines of it that
/// `/v1/status` tells. Every field is always there; null is not known.
public final class RuntimeJson {
  private RuntimeJson() {}

  /// The whole record.
  public static Map<String, Json> of(RuntimeView view, AgentBuild build) {
    Container container = view.container();
    Container.Place place = container.place();
    Map<String, Json> fields = new LinkedHashMap<>(life(view));
    fields.put("lifecycle", Json.of(view.sentence()));
    fields.put("versions_file_trouble", text(view.trouble()));
    fields.put("role", Json.of(place.role()));
    fields.put("executor", text(filled(place.executor())));
    fields.put("deployment_id", Json.of(place.deploymentId()));
    fields.put("sources", sources(container));
    fields.put("image_tag_sources", tags(container.image().imageTags()));
    fields.put("expected", expected(view.lifecycle().image()));
    fields.put("mismatches", mismatches(view.mismatches()));
    fields.put("providers", providers(container));
    fields.put("platform", platform(container.image().platform()));
    fields.put("agent_version", Json.of(build.version()));
    fields.put("agent_revision", Json.of(build.revision()));
    fields.put("java_version", Json.of(build.java()));
    return fields;
  }

  /// What a status says of the image.
  public static Json summary(RuntimeView view) {
    Map<String, Json> life = life(view);
    Map<String, Json> fields = new LinkedHashMap<>();
    for (String name :
        List.of(
            "image_tag",
            "runtime_version",
            "airflow_version",
            "python_version",
            "channel",
            "status",
            "end_of_maintenance",
            "end_of_basic_support",
            "days_left")) {
      fields.put(name, life.getOrDefault(name, new Json.Null()));
    }
    fields.put("lifecycle", Json.of(view.sentence()));
    return new Json.Members(fields);
  }

  private static Map<String, Json> life(RuntimeView view) {
    Container container = view.container();
    Map<String, Json> fields =
        LifecycleJson.of(
            view.lifecycle(),
            new LifecycleJson.Container(
                container.imageTag().orElse(null),
                container.imageReference().orElse(null),
                container.airflowVersion().orElse(null),
                container.pythonVersionText().orElse(null),
                container.place().system().name(),
                container.place().architecture()));
    // As the container says it, also where it is no version.
    fields.put("runtime_version", text(container.runtimeVersionText()));
    return fields;
  }

  private static Json sources(Container container) {
    Map<String, Json> sources = new LinkedHashMap<>();
    sources.put("image_tag", source(container.image().imageTag()));
    sources.put("runtime_version", source(container.runtimeVersion()));
    sources.put("airflow_version", source(container.image().airflowVersion()));
    sources.put("python_version", source(container.pythonVersion()));
    return new Json.Members(sources);
  }

  private static Json tags(List<ImageFacts.Source> tags) {
    return new Json.Items(
        tags.stream()
            .map(
                tag -> {
                  Map<String, Json> fields = new LinkedHashMap<>();
                  fields.put("source", Json.of(tag.name()));
                  fields.put("value", text(Optional.ofNullable(tag.value())));
                  return (Json) new Json.Members(fields);
                })
            .toList());
  }

  private static Json expected(ExpectedImage image) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("airflow_version", text(Optional.ofNullable(image.airflowVersion())));
    fields.put("python_version", text(Optional.ofNullable(image.pythonVersion())));
    fields.put("python_versions", Json.texts(image.pythons()));
    fields.put("os", Json.texts(image.systems()));
    fields.put("arch", Json.texts(image.architectures()));
    return new Json.Members(fields);
  }

  private static Json mismatches(List<Mismatch> mismatches) {
    return new Json.Items(
        mismatches.stream()
            .map(
                mismatch -> {
                  Map<String, Json> fields = new LinkedHashMap<>();
                  fields.put("fact", Json.of(mismatch.fact()));
                  fields.put("seen", Json.of(mismatch.seen()));
                  fields.put("expected", Json.of(mismatch.expected()));
                  return (Json) new Json.Members(fields);
                })
            .toList());
  }

  private static Json providers(Container container) {
    Map<String, Json> providers = new LinkedHashMap<>();
    container.providers().forEach((name, version) -> providers.put(name, Json.of(version)));
    return new Json.Members(providers);
  }

  private static Json platform(ImageFacts.Platform platform) {
    Map<String, Json> fields = new LinkedHashMap<>();
    fields.put("organization_id", text(filled(platform.organizationId())));
    fields.put("workspace_id", text(filled(platform.workspaceId())));
    fields.put("deployment_id", text(filled(platform.deploymentId())));
    fields.put("namespace", text(filled(platform.namespace())));
    return new Json.Members(fields);
  }

  private static Json source(@Nullable Fact fact) {
    return text(Optional.ofNullable(fact).map(Fact::source));
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(one -> !one.isEmpty());
  }

  private static Json text(Optional<String> text) {
    return text.map(Json::of).orElseGet(Json.Null::new);
  }
}
