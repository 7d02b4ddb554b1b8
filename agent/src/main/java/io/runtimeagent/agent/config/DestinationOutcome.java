package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.fault.Fault;
import java.util.List;

/// What came of reading anew where the logs go.
public sealed interface DestinationOutcome {

  record Valid(Destination destination) implements DestinationOutcome {}

  record Faulty(List<Fault> faults) implements DestinationOutcome {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
