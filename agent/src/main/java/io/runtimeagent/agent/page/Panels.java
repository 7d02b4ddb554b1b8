package io.runtimeagent.agent.page;

import io.runtimeagent.agent.page.PageModel.Alert;
import io.runtimeagent.agent.page.PageModel.Beat;
import io.runtimeagent.agent.page.PageModel.Failure;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.SinkState;
import java.util.List;

/// The parts below the verdict.
final class Panels {
  private final Html html;
  private final PageModel model;

  Panels(Html html, PageModel model) {
    this.html = html;
    this.model = model;
  }

  void write() {
    heartbeat();
    shipping();
    alerts();
    running();
    failures();
  }

  private void heartbeat() {
    open("heartbeat", "Heartbeat", "wide");
    state(model.heartbeat().level(), model.heartbeat().state());
    html.leaf("p", model.heartbeat().explanation());
    if (!model.heartbeat().beats().isEmpty()) {
      new BeatChart(model.heartbeat()).write(html);
      html.open("details", "id", "runs")
          .leaf("summary", BeatChart.summary(model.heartbeat().beats()));
      runs();
      html.close("details");
    }
    Page.facts(html, model.heartbeat().facts());
    html.close("section");
  }

  private void runs() {
    html.open("div", "class", "scroll", "tabindex", "0").open("table");
    header("Due", "Outcome", "Took");
    for (Beat beat : model.heartbeat().beats().reversed()) {
      html.open("tr").leaf("td", Times.full(beat.due())).leaf("td", beat.outcome().words());
      html.leaf("td", beat.lasted().map(Times::span).orElse("")).close("tr");
    }
    html.close("tbody").close("table").close("div");
  }

  private void shipping() {
    open("shipping", "Task logs", "");
    state(model.shipping().level(), model.shipping().state());
    html.leaf("p", model.shipping().explanation());
    Page.facts(html, model.shipping().facts());
    html.close("section");
  }

  private void alerts() {
    open("alerts", "Alerts", "");
    List<Alert> alerts = model.alerts().alerts();
    if (alerts.isEmpty()) {
      html.leaf("p", "None since this agent started.");
    }
    for (Alert alert : alerts) {
      alert(alert);
    }
    if (!model.alerts().sinks().isEmpty()) {
      html.leaf("h3", "Who is told").open("ul", "class", "plain");
      model.alerts().sinks().forEach(this::sink);
      html.close("ul");
    }
    html.close("section");
  }

  private void alert(Alert alert) {
    boolean open = alert.resolved() == null;
    html.open("div", "class", "alert");
    state(open ? Level.TROUBLE : Level.WELL, alert.name() + (open ? ": open" : ": resolved"));
    html.open("p");
    if (!alert.reasons().isEmpty()) {
      html.text(alert.reasons() + ". ");
    }
    html.text("Opened ");
    Times.write(html, alert.opened(), model.now());
    if (alert.resolved() != null) {
      html.text(", resolved ");
      Times.write(html, alert.resolved(), model.now());
    }
    html.text(".").close("p").close("div");
  }

  private void sink(SinkState sink) {
    html.open("li");
    html.leaf(
        "span",
        Page.sign(sink.level()),
        "class",
        "dot " + Page.word(sink.level()),
        "aria-hidden",
        "true");
    html.text(" " + sink.name() + ": " + sink.words()).close("li");
  }

  private void running() {
    open("running", "What is running", "");
    Page.facts(html, model.running());
    html.close("section");
  }

  private void failures() {
    open("failures", "Last errors", "wide");
    if (model.failures().isEmpty()) {
      html.leaf("p", "None since this agent started.");
    } else {
      html.open("div", "class", "scroll", "tabindex", "0").open("table", "class", "stack");
      header("When", "Log", "What happened", "What to do");
      model.failures().reversed().forEach(this::failure);
      html.close("tbody").close("table").close("div");
    }
    html.close("section");
  }

  private void failure(Failure failure) {
    html.open("tr").open("td");
    Times.write(html, failure.at(), model.now());
    html.close("td").open("td").leaf("code", failure.log()).close("td");
    html.leaf("td", failure.what());
    html.open("td").prose(failure.advice()).close("td").close("tr");
  }

  private void header(String... names) {
    html.open("thead").open("tr");
    for (String name : names) {
      html.leaf("th", name, "scope", "col");
    }
    html.close("tr").close("thead").open("tbody");
  }

  private void open(String id, String title, String width) {
    html.open("section", "class", ("card " + width).strip(), "aria-labelledby", id);
    html.leaf("h2", title, "id", id);
  }

  private void state(Level level, String words) {
    html.open("p", "class", "state " + Page.word(level));
    html.leaf("span", Page.sign(level), "class", "sign", "aria-hidden", "true");
    html.text(words).close("p");
  }
}
