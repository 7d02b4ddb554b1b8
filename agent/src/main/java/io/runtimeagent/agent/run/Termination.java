package io.runtimeagent.agent.run;

import java.util.concurrent.CountDownLatch;

/// That the agent was told to end. Told once or many times, it is the same.
public final class Termination {
  private final CountDownLatch requested = new CountDownLatch(1);

  public void request() {
    requested.countDown();
  }

  boolean isRequested() {
    return requested.getCount() == 0;
  }

  void await() throws InterruptedException {
    requested.await();
  }
}
