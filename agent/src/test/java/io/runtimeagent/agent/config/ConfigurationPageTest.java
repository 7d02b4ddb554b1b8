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
    Path page = repository().resolve("docs/configuration.md");
    String expected = ConfigurationPage.of(COMMAND);
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
