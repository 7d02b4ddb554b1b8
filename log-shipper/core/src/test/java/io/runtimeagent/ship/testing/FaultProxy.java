package io.runtimeagent.ship.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Stands before a store on the loopback and does to its requests what a [ProxyPlan] says.
///
/// Requests reach the store to the byte as they were sent, `Host` included, so that signatures stay
/// valid. Plan and outage may be changed while it runs; the port stays the same.
public final class FaultProxy implements AutoCloseable {
  private static final System.Logger logger = System.getLogger(FaultProxy.class.getName());

  private final InetSocketAddress store;
  private final InetSocketAddress address = LoopbackPort.address(LoopbackPort.free());
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("fault-proxy-", 0).factory());
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final Set<Socket> silenced = ConcurrentHashMap.newKeySet();
  private final AtomicInteger lateCommits = new AtomicInteger();
  private final Map<String, LongAdder> operations = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();
  private ProxyPlan plan;
  private @Nullable Outage outage;
  private @Nullable ServerSocket listener;

  private FaultProxy(URI store, ProxyPlan plan, RandomGenerator random) {
    this.store = new InetSocketAddress(store.getHost(), store.getPort());
    this.plan = plan;
    this.random = random;
  }

  public static FaultProxy start(URI store, ProxyPlan plan, RandomGenerator random) {
    FaultProxy proxy = new FaultProxy(store, plan, random);
    proxy.listen();
    return proxy;
  }

  /// Where clients connect, without a path and without a slash at the end.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + address.getPort());
  }

  /// From now on requests are judged by this plan.
  public void follow(ProxyPlan next) {
    lock.lock();
    try {
      plan = next;
    } finally {
      lock.unlock();
    }
  }

  /// Takes the store away, open connections included.
  public void fail(Outage kind) {
    lock.lock();
    try {
      outage = kind;
      if (kind == Outage.REFUSING) {
        stopListening();
      } else if (listener == null) {
        listen();
      }
    } finally {
      lock.unlock();
    }
    clients.forEach(FaultProxy::closeQuietly);
  }

  /// Ends an outage.
  public void restore() {
    lock.lock();
    try {
      outage = null;
      if (listener == null) {
        listen();
      }
    } finally {
      lock.unlock();
    }
    silenced.forEach(FaultProxy::closeQuietly);
  }

  /// Waits until the store has seen every request that was to be committed late.
  public void settle(Duration limit) {
    Await.until(limit, "every late commit is made", () -> lateCommits.get() == 0);
  }

  /// Requests that have arrived, whatever became of them, since the start or [#forget()].
  public long requests() {
    return operations.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /// The same by [ProxyRequest#operation()].
  public SortedMap<String, Long> requestsByOperation() {
    return sums(operations);
  }

  /// How often each fault was chosen, by the name of its record.
  public SortedMap<String, Long> faults() {
    return sums(faults);
  }

  /// Counts from zero again.
  public void forget() {
    operations.clear();
    faults.clear();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      stopListening();
    } finally {
      lock.unlock();
    }
    clients.forEach(FaultProxy::closeQuietly);
    threads.shutdownNow();
    threads.close();
  }

  ProxyUpstream upstream() {
    return new ProxyUpstream(store);
  }

  ProxyFault faultOf(HttpHead head) {
    ProxyRequest request = new ProxyRequest(head.word(0), head.word(1), head.headers());
    operations.computeIfAbsent(request.operation(), _ -> new LongAdder()).increment();
    ProxyFault fault;
    lock.lock();
    try {
      fault = plan.faultOf(request, random);
    } finally {
      lock.unlock();
    }
    faults.computeIfAbsent(fault.getClass().getSimpleName(), _ -> new LongAdder()).increment();
    return fault;
  }

  void commitLate(HttpHead request, byte[] body, Duration delay) {
    lateCommits.incrementAndGet();
    threads.execute(
        () -> {
          try (ProxyUpstream upstream = upstream()) {
            SlowOutput.pause(delay);
            HttpHead response = upstream.send(request, new ByteArrayInputStream(body));
            upstream.receive(request, response, OutputStream.nullOutputStream());
          } catch (IOException e) {
            logger.log(System.Logger.Level.DEBUG, "A late commit did not reach the store.", e);
          } finally {
            lateCommits.decrementAndGet();
          }
        });
  }

  private void listen() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(address);
      listener = socket;
      threads.execute(() -> accept(socket));
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy cannot listen at " + address + ".", e);
    }
  }

  private void stopListening() {
    if (listener != null) {
      closeQuietly(listener);
      listener = null;
    }
  }

  private void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        threads.execute(() -> serve(client));
      } catch (RejectedExecutionException e) {
        return;
      } catch (IOException e) {
        logger.log(System.Logger.Level.DEBUG, "The proxy accepts no more.", e);
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      ProxyConnection connection = new ProxyConnection(this, client);
      switch (outageFor(client)) {
        case null -> connection.serve();
        case SILENT -> connection.ignore();
        case CLOSING, REFUSING -> {
          // Closing is all there is to do.
        }
      }
    } catch (IOException e) {
      logger.log(System.Logger.Level.DEBUG, "A connection broke off.", e);
    } finally {
      clients.remove(client);
      silenced.remove(client);
    }
  }

  private @Nullable Outage outageFor(Socket client) {
    lock.lock();
    try {
      if (outage == Outage.SILENT) {
        silenced.add(client);
      }
      return outage;
    } finally {
      lock.unlock();
    }
  }

  private static SortedMap<String, Long> sums(Map<String, LongAdder> counts) {
    SortedMap<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // AutoCloseable declares no narrower one; the connection is given up anyway.
      logger.log(System.Logger.Level.DEBUG, "A socket cannot be closed.", e);
    }
  }
}
