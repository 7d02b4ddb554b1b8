package io.runtimeagent.agent.overview;

import io.runtimeagent.agent.page.PageModel.Banner;
import io.runtimeagent.agent.page.PageModel.Fact;
import io.runtimeagent.agent.page.PageModel.Level;
import io.runtimeagent.agent.page.PageModel.Problem;
import io.runtimeagent.agent.page.Times;
import io.runtimeagent.agent.runtime.Container;
import io.runtimeagent.agent.runtime.Mismatch;
import io.runtimeagent.agent.runtime.RuntimeView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What runs in this container, and how long it is maintained.
final class RunningPart {
  private static final String UNKNOWN = "unknown";

  private final RuntimeView view;
  private final Self self;
  private final Instant now;

  /// This agent: the part of Airflow that it stands beside, its version and when it started.
  record Self(String role, String version, Instant startedAt) {}

  RunningPart(RuntimeView view, Self self, Instant now) {
    this.view = view;
    this.self = self;
    this.now = now;
  }

  Banner banner() {
    String advice = level() == Level.NOTE ? " Upgrade to a version that is maintained." : "";
    return new Banner(level(), view.sentence() + advice);
  }

  /// The lifecycle is none of them: the banner tells it.
  List<Problem> problems() {
    return view.trouble().stream()
        .map(
            why ->
                new Problem(
                    Level.NOTE, why, "Mend runtime_versions_file; it is read anew by itself."))
        .toList();
  }

  List<Fact> facts() {
    Container container = view.container();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("Image tag", container.imageTag()));
    facts.add(fact("Runtime", container.runtimeVersionText()));
    facts.add(fact("Airflow", container.airflowVersion()));
    facts.add(fact("Python", container.pythonVersionText()));
    facts.add(new Fact("System", container.platform()));
    facts.add(new Fact("Part of Airflow", self.role()));
    facts.add(new Fact("Providers", container.providers().size() + " installed"));
    for (Mismatch mismatch : view.mismatches()) {
      String expected = mismatch.seen() + "; images of this version have " + mismatch.expected();
      facts.add(new Fact("Unexpected " + mismatch.fact().replace('_', ' '), expected));
    }
    Duration up = Duration.between(self.startedAt(), now);
    facts.add(new Fact("Agent", self.version() + ", running for " + Times.span(up)));
    return facts;
  }

  private Level level() {
    return switch (view.lifecycle().status()) {
      case MAINTAINED -> Level.WELL;
      case EXPIRING, BASIC_SUPPORT, UNMAINTAINED, YANKED -> Level.NOTE;
      case UNKNOWN -> Level.IDLE;
    };
  }

  private static Fact fact(String name, Optional<String> value) {
    return new Fact(name, value.orElse(UNKNOWN));
  }
}
