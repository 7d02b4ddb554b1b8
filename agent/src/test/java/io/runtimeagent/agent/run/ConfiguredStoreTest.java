package io.runtimeagent.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.store.Stores;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredStoreTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  Path home;

  @SuppressWarnings("NullAway.Init") // beforeEach sets it.
  private ConfiguredStore opener;

  @BeforeEach
  void openOnce() throws Exception {
    configure("destination = file:///tmp/store");
    ConfigInput input = ConfigInput.of(Map.of("AIRFLOW_HOME", home.toString()));
    opener = new ConfiguredStore(config(input), input, new Stores(RequestListener.NOOP));
    opener.open().close();
  }

  @Test
  void renewal_isNotStoppedByAFaultElsewhere() throws Exception {
    configure("destination = file:///tmp/store", "freshness = soon", "no_such_key = 1");
    try (ObjectStore again = opener.open()) {
      assertThat(again.traits()).isNotNull();
    }
  }

  @Test
  void renewal_tellsAFaultOfTheDestination() throws IOException {
    configure("destination = nonsense");
    assertThatThrownBy(opener::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("destination");
  }

  @Test
  void renewal_doesNotFollowTheDestinationElsewhere() throws IOException {
    configure("destination = file:///tmp/another");
    assertThatThrownBy(opener::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("restarted");
  }

  private void configure(String... lines) throws IOException {
    Files.writeString(
        home.resolve("airflow.cfg"), "[runtime_agent]\n" + String.join("\n", lines) + "\n");
  }

  private static AgentConfig config(ConfigInput input) {
    return switch (ConfigLoader.load(input)) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> config;
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    };
  }
}
