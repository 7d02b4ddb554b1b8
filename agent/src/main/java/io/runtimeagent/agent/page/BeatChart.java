package io.runtimeagent.agent.page;

import io.runtimeagent.agent.page.PageModel.Beat;
import io.runtimeagent.agent.page.PageModel.Heartbeat;
import io.runtimeagent.agent.page.PageModel.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Draws the runs of the last hours, one mark each. An outcome differs in shape as well as in
/// colour, and stands in words in each mark's title and in the table below.
final class BeatChart {
  private static final int WIDTH = 720;
  private static final int TOP = 6;
  private static final int BASE = 46;
  private static final Duration TICK = Duration.ofMinutes(30);

  private final Heartbeat heartbeat;

  BeatChart(Heartbeat heartbeat) {
    this.heartbeat = heartbeat;
  }

  void write(Html html) {
    html.open(
        "svg",
        "viewBox",
        "0 0 " + WIDTH + " 68",
        "role",
        "img",
        "aria-label",
        summary(heartbeat.beats()),
        "class",
        "beats");
    html.open("line", "x1", "0", "y1", "46", "x2", "720", "y2", "46", "class", "axis");
    html.close("line");
    ticks(html);
    heartbeat.beats().forEach(beat -> mark(html, beat));
    html.close("svg");
  }

  /// `36 runs: 35 succeeded, 1 failed`.
  static String summary(List<Beat> beats) {
    if (beats.isEmpty()) {
      return "No runs to show.";
    }
    String parts =
        Arrays.stream(Outcome.values())
            .filter(outcome -> count(beats, outcome) > 0)
            .map(outcome -> count(beats, outcome) + " " + outcome.words())
            .collect(Collectors.joining(", "));
    return beats.size() + (beats.size() == 1 ? " run: " : " runs: ") + parts + ".";
  }

  private static long count(List<Beat> beats, Outcome outcome) {
    return beats.stream().filter(beat -> beat.outcome() == outcome).count();
  }

  private void ticks(Html html) {
    Instant at = heartbeat.from().truncatedTo(ChronoUnit.HOURS);
    for (; !at.isAfter(heartbeat.to()); at = at.plus(TICK)) {
      double x = x(at);
      if (x < 14 || x > WIDTH - 14) {
        continue;
      }
      html.open("line", "x1", n(x), "y1", "46", "x2", n(x), "y2", "50", "class", "axis");
      html.close("line");
      html.leaf(
          "text",
          Times.clock(at),
          "x",
          n(x),
          "y",
          "63",
          "text-anchor",
          "middle",
          "class",
          tick(at));
    }
  }

  /// Half hours are left out where there is little room.
  private static String tick(Instant at) {
    return at.equals(at.truncatedTo(ChronoUnit.HOURS)) ? "tick" : "tick half";
  }

  private void mark(Html html, Beat beat) {
    double x = x(beat.due());
    html.open("g", "class", "beat " + beat.outcome().name().toLowerCase(Locale.ROOT));
    html.leaf("title", Times.full(beat.due()) + ": " + beat.outcome().words());
    switch (beat.outcome()) {
      case SUCCESS -> bar(html, x, TOP);
      case RUNNING, QUEUED -> bar(html, x, (TOP + BASE) / 2);
      case FAILED, STALLED -> cross(html, x);
      case MISSED -> hollow(html, x);
    }
    html.close("g");
  }

  private static void bar(Html html, double x, int top) {
    html.open(
        "rect", "x", n(x - 5), "y", n(top), "width", "10", "height", n(BASE - top), "rx", "2");
    html.close("rect");
  }

  private static void cross(Html html, double x) {
    bar(html, x, TOP);
    String path =
        "M" + n(x - 3) + " 22 L" + n(x + 3) + " 30 M" + n(x + 3) + " 22 L" + n(x - 3) + " 30";
    html.open("path", "d", path, "class", "cross").close("path");
  }

  private static void hollow(Html html, double x) {
    html.open(
        "rect",
        "x",
        n(x - 4.5),
        "y",
        n(TOP + 0.5),
        "width",
        "9",
        "height",
        n(BASE - TOP - 1),
        "rx",
        "2",
        "class",
        "hollow");
    html.close("rect");
  }

  private double x(Instant at) {
    double all = Math.max(1, Duration.between(heartbeat.from(), heartbeat.to()).toMillis());
    double part = Duration.between(heartbeat.from(), at).toMillis() / all;
    return 6 + part * (WIDTH - 12);
  }

  private static String n(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
