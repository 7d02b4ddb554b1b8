package io.runtimeagent.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final String COMMAND =
      "mvn -pl agent -am test -Dtest=ConfigurationPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpages=write";

  @Test
  void page_isWhatTheTablesSay() throws IOException {
    assertGenerated("docs/configuration.md", ConfigurationPage.of(COMMAND));
  }

  @Test
  void providerInfo_isWhatTheTablesSay() throws IOException {
    String file = "agent/src/main/python/runtime_agent_airflow/provider_info.json";
    assertGenerated(file, ProviderInfo.text());
  }

  private static void assertGenerated(String file, String expected) throws IOException {
    Path page = repository().resolve(file);
    if ("write".equals(System.getProperty("pages"))) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, expected);
    }
    assertThat(page).as("It is stale. Run: %s", COMMAND).exists().hasContent(expected);
  }

  /// Tests run in their module's folder or in the repository's.
  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("agent/pom.xml")) ? here : here.resolve("..").normalize();
  }
}
