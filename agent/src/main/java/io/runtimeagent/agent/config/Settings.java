package io.runtimeagent.agent.config;

import java.util.List;
import java.util.stream.Stream;

/// The table of all keys of `[runtime_agent]`. Parser, listing and reference page are made of it.
final class Settings {
  static final List<Setting<?>> ALL =
      Stream.of(
              AgentSettings.ALL,
              ShippingSettings.ALL,
              StoreSettings.ALL,
              HeartbeatSettings.ALL,
              AlertSettings.ALL,
              ImageSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .toList();

  private Settings() {}
}
