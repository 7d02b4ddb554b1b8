package io.runtimeagent.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.page.PageModel.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
  private final Page page = new Page(Assets.read());

  @Test
  void wellDeployment_saysSoFirst() {
    String html = page.of(Samples.well());
    assertThat(html).contains("<title>All is well · customer-prod · Runtime Agent</title>");
    assertThat(html).contains("class=\"verdict well\"");
  }

  @Test
  void problems_standBeforeEverythingElse_withWhatToDo() {
    String html = page.of(Samples.ill("monitoring"));
    assertThat(html).contains("<title>One problem").contains("class=\"verdict trouble\"");
    assertThat(html.indexOf("restart it if it hangs"))
        .isPositive()
        .isLessThan(html.indexOf("id=\"heartbeat\""));
  }

  /// The lifecycle is told by its banner alone.
  @Test
  void endOfMaintenance_isOneThingToLookAt_andNoProblem() {
    String html = page.of(Samples.old());
    assertThat(html).contains("<title>One thing to look at").contains("class=\"banner note\"");
    assertThat(html).doesNotContain("class=\"problems\"");
    assertThat(html.split("is not maintained", -1)).hasSize(2);
  }

  @Test
  void problem_endsWithAStop_andACommandIsCode() {
    assertThat(page.of(Samples.ill("dag")))
        .contains("<strong>Airflow cannot be asked: refused.</strong>")
        .contains("<span>Run <code>runtime-agent check</code>.</span>");
  }

  @Test
  void othersTexts_areEscaped() {
    String html = page.of(Samples.ill("<img src=x onerror=\"alert('1')\">&\u202Egnp"));
    assertThat(html).doesNotContain("<img").doesNotContain("\u202E");
    assertThat(html)
        .contains("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;\uFFFDgnp");
  }

  @Test
  void policy_namesTheDigestsOfWhatStandsInThePage() {
    assertThat(page.policy()).contains("script-src 'sha256-").doesNotContain("unsafe");
  }

  @Test
  void chart_saysInWordsWhatItDraws() {
    var beat = new PageModel.Beat(Samples.NOW, Outcome.MISSED, Optional.empty());
    assertThat(BeatChart.summary(List.of(beat))).isEqualTo("1 run: 1 was not scheduled.");
    assertThat(BeatChart.summary(List.of())).isEqualTo("No runs to show.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT119S, 119 s",
    "PT2M, 2 min",
    "PT119M, 119 min",
    "PT2H, 2 h",
    "PT2H10M, 2 h 10 min",
    "PT48H, 2 d"
  })
  void span_hasTwoFiguresAtMost(Duration time, String words) {
    assertThat(Times.span(time)).isEqualTo(words);
  }
}
