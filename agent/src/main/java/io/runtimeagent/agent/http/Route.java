package io.runtimeagent.agent.http;

/// A path, what stands there, and who may read it.
public record Route(String path, Readers readers, Resource resource) {

  /// Who may read.
  public enum Readers {
    /// Whoever reaches the port: figures and probes, which name no DAG and no error.
    EVERYBODY,
    /// Clients on the loopback, which `kubectl port-forward` makes of an operator.
    LOOPBACK
  }
}
