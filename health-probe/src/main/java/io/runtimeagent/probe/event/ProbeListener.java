package io.runtimeagent.probe.event;

/// Hears of every fact, on the thread on which it happened: it must be quick and must not throw.
@FunctionalInterface
public interface ProbeListener {
  ProbeListener NOOP = _ -> {};

  void heard(ProbeEvent event);
}
