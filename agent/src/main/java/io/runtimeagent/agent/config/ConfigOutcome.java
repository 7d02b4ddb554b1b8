package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import java.util.List;

/// What came of reading the configuration. The rows list every key in either case.
public sealed interface ConfigOutcome {

  List<ConfigRow> rows();

  List<Note> notes();

  /// It can be worked with.
  record Valid(AgentConfig config, List<ConfigRow> rows, List<Note> notes)
      implements ConfigOutcome {
    public Valid {
      rows = List.copyOf(rows);
      notes = List.copyOf(notes);
    }
  }

  /// It cannot; all that is wrong with it.
  record Faulty(List<Fault> faults, List<ConfigRow> rows, List<Note> notes)
      implements ConfigOutcome {
    public Faulty {
      faults = List.copyOf(faults);
      rows = List.copyOf(rows);
      notes = List.copyOf(notes);
      if (faults.isEmpty()) {
        throw new IllegalArgumentException("A faulty configuration has a fault.");
      }
    }
  }
}
