package io.runtimeagent.agent.http;

/// A path, what stands there, and who may read it.
public record Route(String path, Readers readers, Resource resource) {

  /// Who may read.
  public enum Readers {
    /// Whoever reaches the port: probes, which say one word.
    EVERYBODY,
    /// Whoever reaches the port, unless there are users: then who is logged in. Figures, which name
    /// no DAG and no error.
    SCRAPERS,
    /// Clients on the loopback, which `kubectl port-forward` makes of an operator, and who is
    /// logged in.
    OPERATORS
  }
}
