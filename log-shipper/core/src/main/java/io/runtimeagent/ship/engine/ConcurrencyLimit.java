package io.runtimeagent.ship.engine;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many logs are worked on at once: halved when the store asks for fewer requests, regained one
/// by one.
final class ConcurrencyLimit {
  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private double limit;
  private int taken;

  ConcurrencyLimit(int most) {
    this.most = most;
    this.limit = most;
  }

  /// Waits for a place.
  void take() throws InterruptedException {
    lock.lock();
    try {
      while (taken >= (int) limit) {
        freed.await();
      }
      taken++;
    } finally {
      lock.unlock();
    }
  }

  void give() {
    lock.lock();
    try {
      taken--;
      freed.signal();
    } finally {
      lock.unlock();
    }
  }

  void worked() {
    lock.lock();
    try {
      limit = Math.min(most, limit + 1 / limit);
    } finally {
      lock.unlock();
    }
  }

  void throttled() {
    lock.lock();
    try {
      limit = Math.max(1, limit / 2);
    } finally {
      lock.unlock();
    }
  }

  int current() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }
}
