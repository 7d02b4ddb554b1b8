package io.runtimeagent.agent.runtime;

import io.runtimeagent.agent.runtime.lifecycle.Lifecycle;
import io.runtimeagent.agent.runtime.lifecycle.LifecycleWords;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The container and what is known of its version today: all that `info`, `/v1/runtime`, `/metrics`
/// and the page tell, so that they tell the same.
///
/// `knowledge` is what was asked.
public record RuntimeView(
    Container container, Lifecycle lifecycle, VersionsCatalog.Knowledge knowledge) {

  static RuntimeView of(Container container, VersionsCatalog.Knowledge known, LocalDate today) {
    return new RuntimeView(container, known.calculator().on(today, container.tag()), known);
  }

  /// Why the operator's file of versions is not in use, if it should be.
  public Optional<String> trouble() {
    return knowledge.trouble();
  }

  public List<Mismatch> mismatches() {
    return Mismatch.between(container, lifecycle.image());
  }

  /// The lifecycle as a sentence for people.
  public String sentence() {
    return lifecycle.tag().version() == null
        ? container
            .runtimeVersionText()
            .map(text -> "\"" + text + "\" is no version of Runtime that tables know.")
            .orElse("The version of Runtime is not known.")
        : LifecycleWords.sentence(lifecycle);
  }
}
