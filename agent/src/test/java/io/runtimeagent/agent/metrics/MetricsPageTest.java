package io.runtimeagent.agent.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
  private static final String COMMAND =
      "mvn -pl agent -am test -Dtest=MetricsPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dpages=write";

  @Test
  void page_isWhatAScrapeSays() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path repository = Files.exists(here.resolve("agent/pom.xml")) ? here : here.resolve("..");
    Path page = repository.resolve("docs/metrics.md").normalize();
    String expected = MetricsPage.of(new AgentMetersTest().text(), COMMAND);
    if ("write".equals(System.getProperty("pages"))) {
      Files.writeString(page, expected);
    }
    assertThat(page).as("It is stale. Run: %s", COMMAND).exists().hasContent(expected);
  }
}
