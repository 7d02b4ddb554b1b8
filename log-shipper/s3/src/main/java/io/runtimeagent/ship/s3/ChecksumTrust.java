package io.runtimeagent.ship.s3;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Whether the server compares bodies with the checksums that they come with: it then gives the
/// checksum back.
///
/// Until that is known the signature has to cover a body, which is read and hashed for it. So of
/// several large bodies one finds out, and the others wait for what it learns.
final class ChecksumTrust {
  private static final long LARGE_BYTES = 1024 * 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition told = lock.newCondition();
  private Answer answer = Answer.UNKNOWN;
  private int asking;

  private enum Answer {
    UNKNOWN,
    VERIFIES,
    IGNORES
  }

  /// Called before a body of so many bytes is sent; waits where another one is about to find out.
  /// True when nothing is known yet: the caller then calls `asked` when its request has ended.
  boolean asks(long bytes) {
    lock.lock();
    try {
      while (answer == Answer.UNKNOWN && asking > 0 && bytes >= LARGE_BYTES) {
        told.awaitUninterruptibly();
      }
      boolean asks = answer == Answer.UNKNOWN;
      asking += asks ? 1 : 0;
      return asks;
    } finally {
      lock.unlock();
    }
  }

  void asked() {
    lock.lock();
    try {
      asking--;
      told.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The server stored a body and gave its checksum back.
  void verifies() {
    learned(Answer.VERIFIES);
  }

  /// The server stored a body and said nothing of its checksum.
  void ignores() {
    learned(Answer.IGNORES);
  }

  boolean verified() {
    lock.lock();
    try {
      return answer == Answer.VERIFIES;
    } finally {
      lock.unlock();
    }
  }

  private void learned(Answer now) {
    lock.lock();
    try {
      if (answer != Answer.VERIFIES) {
        answer = now;
      }
    } finally {
      lock.unlock();
    }
  }
}
