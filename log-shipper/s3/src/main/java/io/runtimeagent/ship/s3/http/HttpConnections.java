package io.runtimeagent.ship.s3.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// The connections to one server: kept for the next request, never used twice at a time, ended when
/// a call takes too long.
///
/// A request is sent once. Whether a broken one was carried out, nobody here can know.
public final class HttpConnections implements AutoCloseable {
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);
  private static final Duration CHECKED_AFTER = Duration.ofSeconds(1);
  private static final String CLOSED = "The store is closed.";
  private static final long WATCH_NANOS = Duration.ofMillis(500).toNanos();

  private final HttpRoute route;
  private final Dialer dialer;
  private final LongSupplier idleClock;
  private final ConcurrentLinkedDeque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private final Thread watcher = Thread.ofVirtual().name("s3-deadlines").unstarted(this::watch);
  private volatile boolean closed;

  public HttpConnections(HttpRoute route, String userAgent) {
    this(route, userAgent, System::nanoTime);
  }

  /// `idleClock` tells how long a connection has been idle.
  HttpConnections(HttpRoute route, String userAgent, LongSupplier idleClock) {
    this.route = route;
    this.idleClock = idleClock;
    this.dialer = new Dialer(route, userAgent);
  }

  /// Begins to watch the time that calls take.
  public HttpConnections start() {
    watcher.start();
    return this;
  }

  /// The `Host` header that belongs to these connections.
  public String hostHeader() {
    return route.hostHeader();
  }

  /// Sends a request and answers with the reply's headers read. The caller closes the reply.
  ///
  /// Fails with `BodyException` when the source of the body failed, with `ConnectException` and the
  /// like when nothing was sent, with any other `IOException` when the outcome is in doubt.
  public HttpReply send(HttpCall call) throws IOException {
    HttpConnection connection = acquire(call);
    HttpHead head;
    boolean answered = false;
    try {
      head = connection.exchange(call);
      answered = true;
    } catch (BodyException e) {
      throw e;
    } catch (IOException e) {
      throw connection.timedOut(e);
    } finally {
      if (!answered) {
        release(connection, false);
      }
    }
    if (call.method().equals("GET")) {
      connection.unlimited(call.stallTimeout());
    }
    return new HttpReply(head.status(), head.headers(), new ReplyBody(this, connection, head));
  }

  private HttpConnection acquire(HttpCall call) throws IOException {
    if (closed) {
      throw new IOException(CLOSED);
    }
    long now = idleClock.getAsLong();
    for (HttpConnection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
      if (!c.idleFor(CHECKED_AFTER, now) || (!c.idleFor(MAX_IDLE, now) && c.alive())) {
        return c;
      }
      release(c, false);
    }
    HttpConnection connection = dialer.dial(call.stallTimeout());
    open.add(connection);
    LockSupport.unpark(watcher);
    return watched(connection);
  }

  /// The thread that watches connections may have ended while this one was made.
  private HttpConnection watched(HttpConnection connection) throws IOException {
    if (closed) {
      release(connection, false);
      throw new IOException(CLOSED);
    }
    return connection;
  }

  void release(HttpConnection connection, boolean reusable) {
    if (reusable && !closed) {
      connection.idle(idleClock.getAsLong());
      idle.addFirst(connection);
      return;
    }
    open.remove(connection);
    connection.close();
  }

  private void watch() {
    while (!closed || !open.isEmpty()) {
      if (open.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, WATCH_NANOS);
        cutOverdue();
      }
    }
  }

  private void cutOverdue() {
    long overdue = System.nanoTime();
    open.forEach(connection -> connection.cutIfOverdue(overdue));
    long now = idleClock.getAsLong();
    for (HttpConnection c = idle.peekLast();
        c != null && c.idleFor(MAX_IDLE, now) && idle.removeLastOccurrence(c);
        c = idle.peekLast()) {
      release(c, false);
    }
  }

  /// Takes no more requests; those under way may come to their end.
  public void retire() {
    closed = true;
    for (HttpConnection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
      release(c, false);
    }
    LockSupport.unpark(watcher);
  }

  /// Ends all connections, those in use included.
  @Override
  public void close() {
    retire();
    open.forEach(HttpConnection::close);
  }
}
