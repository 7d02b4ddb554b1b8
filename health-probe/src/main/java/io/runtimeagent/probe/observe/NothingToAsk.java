package io.runtimeagent.probe.observe;

import io.runtimeagent.probe.heartbeat.Reading;

/// Stands in where the configuration names nobody to ask.
public record NothingToAsk(String words) implements Observer {
  @Override
  public Observed observe() {
    return new Observed.Failed(Reading.Kind.CONNECT, words);
  }

  @Override
  public String source() {
    return "nobody";
  }

  @Override
  public void close() {
    // There is nothing to let go.
  }
}
