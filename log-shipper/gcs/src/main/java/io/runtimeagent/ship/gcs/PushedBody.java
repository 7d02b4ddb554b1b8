package io.runtimeagent.ship.gcs;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A request body that the thread that asked for the upload hands over piece by piece.
///
/// So a slow disk holds up nobody else's requests, a few pieces are all that is in memory, and how
/// long the other end takes for one of them can be limited.
final class PushedBody implements BodyPublisher, Flow.Subscription {
  private final long length;
  private final Duration stall;
  private final Semaphore wanted = new Semaphore(0);
  private volatile Flow.@Nullable Subscriber<? super ByteBuffer> subscriber;
  private volatile boolean ended;

  PushedBody(long length, Duration stall) {
    this.length = length;
    this.stall = stall;
  }

  /// Hands over one piece as soon as it is wanted; false when the request has come to its end.
  boolean push(byte[] piece) throws IOException, InterruptedException {
    if (!wanted.tryAcquire(stall.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new HttpTimeoutException("Nothing was taken for " + stall + ".");
    }
    Flow.Subscriber<? super ByteBuffer> taker = subscriber;
    if (ended || taker == null) {
      return false;
    }
    taker.onNext(ByteBuffer.wrap(piece));
    return true;
  }

  void complete() {
    Flow.Subscriber<? super ByteBuffer> taker = subscriber;
    if (taker != null) {
      taker.onComplete();
    }
  }

  /// Breaks the connection off, so that the other end never has the whole body.
  void fail(Exception reason) {
    Flow.Subscriber<? super ByteBuffer> taker = subscriber;
    if (taker != null) {
      taker.onError(reason);
    }
  }

  /// The request was answered or given up.
  void end() {
    ended = true;
    wanted.release();
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> taker) {
    subscriber = taker;
    taker.onSubscribe(this);
  }

  @Override
  public void request(long pieces) {
    wanted.release((int) Math.min(pieces, 1 << 10));
  }

  @Override
  public void cancel() {
    end();
  }
}
