package io.runtimeagent.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.agent.http.Answer;
import io.runtimeagent.agent.http.HttpConfig;
import io.runtimeagent.agent.http.HttpFace;
import io.runtimeagent.agent.http.HttpFigures;
import io.runtimeagent.agent.http.Route;
import io.runtimeagent.agent.http.Route.Readers;
import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page as people see it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ITPage {
  /// Ratio of luminance of each text to what is behind it, as WCAG 2.2 defines it; the worst one.
  private static final String WORST_CONTRAST =
      """
      const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
      const part = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
      const behind = (e) => {
        for (; e; e = e.parentElement) {
          const color = rgb(getComputedStyle(e).backgroundColor);
          if (color.length === 3 || color[3] > 0) return color;
        }
        return [255, 255, 255];
      };
      let worst = [99, ''];
      for (const e of document.querySelectorAll('main *, footer *')) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (!own || e.closest('svg')) continue;
        const style = getComputedStyle(e);
        const a = light(rgb(style.color)), b = light(behind(e));
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < worst[0]) worst = [ratio, e.outerHTML.slice(0, 80)];
      }
      return worst[0];
      """;

  private final Page page = new Page(Assets.read());
  private volatile PageModel shown = Samples.well();
  private final Browser browser;
  private HttpFace face = face();

  ITPage() throws IOException {
    browser = Browser.start();
  }

  @BeforeAll
  void size() throws IOException {
    browser.resize(1200, 900);
  }

  @BeforeEach
  void start() {
    shown = Samples.well();
    face = face();
    face.start();
    Await.until(Duration.ofSeconds(20), "listening", () -> face.address().isPresent());
  }

  @AfterEach
  void stop() {
    face.close();
  }

  @AfterAll
  void close() throws IOException {
    browser.close();
  }

  @Test
  void verdict_isTheFirstThingSeen() throws IOException {
    open(Samples.ill("astronomer_monitoring_dag"));
    assertThat(browser.evaluate("return document.querySelector('h1').innerText"))
        .contains("One problem");
    assertThat(
            Double.parseDouble(
                browser.evaluate(
                    "return document.querySelector('.problems').getBoundingClientRect().bottom")))
        .isLessThan(500);
    browser.picture("ill-light");
  }

  @Test
  void newState_isShownWithoutReload_andSaidToAScreenReader() throws IOException {
    open(Samples.well());
    browser.evaluate("window.marker = 'kept'; return ''");
    shown = Samples.ill("dag");
    Await.until(
        Duration.ofSeconds(30),
        "the new verdict",
        () -> ask("return document.querySelector('h1').innerText").contains("One problem"));
    assertThat(browser.evaluate("return window.marker")).isEqualTo("kept");
    assertThat(browser.evaluate("return document.getElementById('live').textContent"))
        .isEqualTo("One problem");
    assertThat(browser.evaluate("return document.title")).startsWith("One problem");
  }

  @Test
  void agentThatAnswersNoMore_isSaid() throws IOException {
    open(Samples.well());
    face.close();
    Await.until(
        Duration.ofSeconds(30),
        "the notice",
        () -> ask("return document.getElementById('stale').innerText").contains("does not answer"));
  }

  @Test
  void othersTexts_doNothing() throws IOException {
    open(
        Samples.ill(
            "<img src=x onerror=\"document.title='owned'\"><script>window.owned=1</script>"));
    assertThat(browser.evaluate("return document.querySelectorAll('main img, main script').length"))
        .isEqualTo("0");
    assertThat(browser.evaluate("return String(window.owned) + document.title"))
        .startsWith("undefinedOne problem");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void everyText_isReadable(String scheme) throws IOException {
    browser.prefer(scheme);
    open(Samples.ill("dag"));
    assertThat(Double.parseDouble(browser.evaluate(WORST_CONTRAST))).isGreaterThan(4.5);
    browser.picture("ill-" + scheme);
    open(Samples.well());
    assertThat(Double.parseDouble(browser.evaluate(WORST_CONTRAST))).isGreaterThan(4.5);
    browser.picture("well-" + scheme);
    browser.prefer("light");
  }

  @Test
  void phone_needsNoSidewaysScrolling() throws IOException {
    browser.resize(360, 740);
    open(Samples.ill("a_very_long_dag_id_without_any_place_to_break_" + "x".repeat(120)));
    assertThat(
            browser.evaluate(
                "const e = document.documentElement; return e.scrollWidth - e.clientWidth"))
        .isEqualTo("0");
    browser.picture("ill-phone");
    browser.resize(1200, 900);
  }

  @Test
  void keyboard_reachesTheVerdictFirst_andShowsWhereItIs() throws IOException {
    open(Samples.ill("dag"));
    browser.tab();
    assertThat(browser.evaluate("return document.activeElement.className")).isEqualTo("skip");
    assertThat(
            Double.parseDouble(
                browser.evaluate("return document.activeElement.getBoundingClientRect().left")))
        .isNotNegative();
    browser.tab();
    assertThat(browser.evaluate("return document.activeElement.tagName")).isEqualTo("SUMMARY");
    assertThat(browser.evaluate("return getComputedStyle(document.activeElement).outlineStyle"))
        .isEqualTo("solid");
  }

  @Test
  void parts_haveNamesForScreenReaders() throws IOException {
    open(Samples.ill("dag"));
    assertThat(
            browser.evaluate(
                "return [...document.querySelectorAll('section')].filter(s =>"
                    + " !document.getElementById(s.getAttribute('aria-labelledby'))).length"))
        .isEqualTo("0");
    assertThat(browser.evaluate("return document.querySelector('svg').getAttribute('aria-label')"))
        .isEqualTo(
            "36 runs: 32 succeeded, 1 failed, 1 did not end in time, 1 is running, 1 was not"
                + " scheduled.");
    assertThat(browser.evaluate("return document.documentElement.lang")).isEqualTo("en");
  }

  @Test
  void nothing_isLoadedFromElsewhere() throws IOException {
    open(Samples.well());
    assertThat(
            browser.evaluate(
                "return performance.getEntriesByType('resource').map(r => r.name)"
                    + ".filter(n => !n.startsWith(location.origin) && !n.startsWith('data:'))"))
        .isEmpty();
  }

  private void open(PageModel model) throws IOException {
    shown = model;
    browser.open("http://127.0.0.1:" + face.address().orElseThrow().getPort() + "/");
  }

  private String ask(String body) {
    try {
      return browser.evaluate(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpFace face() {
    Route root =
        new Route(
            "/",
            Readers.OPERATORS,
            _ ->
                new Answer(200, "text/html; charset=utf-8", page.of(shown))
                    .with("Content-Security-Policy", page.policy()));
    return new HttpFace(
        new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(30), Optional.empty()),
        List.of(root),
        HttpFigures.NOOP);
  }
}
