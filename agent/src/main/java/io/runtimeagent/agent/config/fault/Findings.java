package io.runtimeagent.agent.config.fault;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects faults and notes while the configuration is read, so that all are reported together.
///
/// Confined to the thread that reads the configuration.
public final class Findings {
  private final Set<Fault> faults = new LinkedHashSet<>();
  private final Set<Note> notes = new LinkedHashSet<>();

  public void fault(Fault fault) {
    faults.add(fault);
  }

  public void note(Note note) {
    notes.add(note);
  }

  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  public List<Note> notes() {
    return List.copyOf(notes);
  }
}
