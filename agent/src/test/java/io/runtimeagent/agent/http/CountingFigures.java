package io.runtimeagent.agent.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Remembers what is counted.
final class CountingFigures implements HttpFigures {
  private final AtomicInteger bindFailures = new AtomicInteger();
  private final List<Integer> refused = new CopyOnWriteArrayList<>();

  @Override
  public void bindFailed() {
    bindFailures.incrementAndGet();
  }

  @Override
  public void refused(int status) {
    refused.add(status);
  }

  int bindFailures() {
    return bindFailures.get();
  }

  List<Integer> refused() {
    return List.copyOf(refused);
  }
}
