package io.runtimeagent.agent.config;

import java.nio.file.Path;
import java.util.List;

/// Keys of what is running and what is shown of it.
final class ImageSettings {
  private static final String NONE = "none";

  static final Setting<String> IMAGE_TAG =
      Setting.derived(
          "image_tag",
          ValueTypes.text(),
          "`AIRFLOW_IMAGE_TAG`, in which the image records it",
          "The tag of the running image.");
  static final Setting<List<UiLink>> UI_LINKS =
      Setting.derived(
          "ui_links",
          ValueTypes.listOf(UiLink.type()),
          NONE,
          "Links beside the image tag on Airflow's pages. A comma in a URL is written `%2C`.");
  static final Setting<Integer> WORKER_COUNT =
      Setting.derived(
          "worker_count",
          ValueTypes.number(1, Integer.MAX_VALUE),
          NONE,
          "Running workers; with `[celery] worker_concurrency` it gives the default parallelism.");
  static final Setting<Path> RUNTIME_VERSIONS_FILE =
      Setting.derived(
          "runtime_versions_file",
          ValueTypes.path(),
          "the embedded table",
          "Overrides lifecycle dates: the JSON of Astronomer's public version list.");

  static final List<Setting<?>> ALL =
      List.of(IMAGE_TAG, UI_LINKS, WORKER_COUNT, RUNTIME_VERSIONS_FILE);

  private ImageSettings() {}
}
