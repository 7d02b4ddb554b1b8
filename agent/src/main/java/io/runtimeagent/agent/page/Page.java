package io.runtimeagent.agent.page;

import io.runtimeagent.agent.page.PageModel.Fact;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Writes the page: everything a reader needs is in the first screen, everything stands in words,
/// and nothing is loaded from elsewhere.
public final class Page {
  private final Assets assets;

  public Page(Assets assets) {
    this.assets = assets;
  }

  /// The policy under which a browser may show the page.
  public String policy() {
    return "default-src 'none'; style-src '"
        + assets.styleHash()
        + "'; script-src '"
        + assets.scriptHash()
        + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none';"
        + " frame-ancestors 'none'";
  }

  public String of(PageModel model) {
    Html html = new Html();
    html.own("<!doctype html>\n").open("html", "lang", "en");
    head(html, model);
    html.open("body");
    html.leaf("a", "Skip to what is wrong", "href", "#verdict", "class", "skip");
    html.leaf("p", "", "id", "live", "role", "status", "class", "unseen");
    html.leaf("p", "", "id", "stale", "class", "stale", "hidden", "");
    html.open("main", "id", "all", "data-verdict", verdict(model));
    verdict(html, model);
    lifecycle(html, model);
    html.open("div", "class", "grid");
    new Panels(html, model).write();
    html.close("div").close("main");
    footer(html, model);
    html.own("<script>" + assets.script() + "</script>").close("body").close("html");
    return html + "\n";
  }

  private void head(Html html, PageModel model) {
    html.open("head").open("meta", "charset", "utf-8");
    html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.open("meta", "name", "color-scheme", "content", "light dark");
    html.open("link", "rel", "icon", "href", Assets.icon(level(model) == Level.TROUBLE));
    html.leaf("title", verdict(model) + " · " + model.deployment() + " · Runtime Agent");
    html.own("<style>" + assets.style() + "</style>").close("head");
  }

  static Level level(PageModel model) {
    return levels(model).reduce(Level.WELL, Level::worse);
  }

  /// The lifecycle counts like any other thing to look at, though its banner tells it.
  private static Stream<Level> levels(PageModel model) {
    return Stream.concat(
        model.problems().stream().map(Problem::level), Stream.of(model.lifecycle().level()));
  }

  private static String verdict(PageModel model) {
    Level worst = level(model);
    long n = levels(model).filter(worst::equals).count();
    return switch (worst) {
      case WELL, IDLE -> "All is well";
      case NOTE -> n == 1 ? "One thing to look at" : n + " things to look at";
      case TROUBLE -> n == 1 ? "One problem" : n + " problems";
    };
  }

  private static void verdict(Html html, PageModel model) {
    html.open("section", "class", "verdict " + word(level(model)), "aria-labelledby", "verdict");
    html.open("h1", "id", "verdict", "tabindex", "-1")
        .leaf("span", sign(level(model)), "class", "sign", "aria-hidden", "true");
    html.text(verdict(model)).close("h1");
    html.leaf("p", model.deployment(), "class", "deployment");
    if (!model.problems().isEmpty()) {
      html.open("ul", "class", "problems");
      model.problems().forEach(problem -> problem(html, problem));
      html.close("ul");
    }
    html.close("section");
  }

  private static void problem(Html html, Problem problem) {
    html.open("li", "class", word(problem.level()));
    html.leaf("strong", sentence(problem.what())).text(" ");
    html.open("span").prose(problem.doThis()).close("span").close("li");
  }

  /// What others said may end without a full stop, and advice follows.
  private static String sentence(String text) {
    return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
  }

  private static void lifecycle(Html html, PageModel model) {
    html.leaf("p", model.lifecycle().text(), "class", "banner " + word(model.lifecycle().level()));
  }

  private static void footer(Html html, PageModel model) {
    html.open("footer").text("As of ");
    html.leaf("time", Times.full(model.now()), "id", "asof", "datetime", model.now().toString());
    html.text(". The same for programs: ").leaf("a", "/v1/status", "href", "v1/status").text(", ");
    html.leaf("a", "/v1/runtime", "href", "v1/runtime").text(", ");
    html.leaf("a", "/metrics", "href", "metrics").text(".").close("footer");
  }

  static void facts(Html html, List<Fact> facts) {
    html.open("dl");
    for (Fact fact : facts) {
      html.open("div").leaf("dt", fact.name()).leaf("dd", fact.value()).close("div");
    }
    html.close("dl");
  }

  static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  static String sign(Level level) {
    return switch (level) {
      case WELL -> "✔";
      case IDLE -> "–";
      case NOTE -> "!";
      case TROUBLE -> "✖";
    };
  }
}
