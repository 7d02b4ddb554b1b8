package io.runtimeagent.ship.testing;

import io.runtimeagent.ship.testing.ProxyFault.Moment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Chooses the fault of each request. Called by one thread at a time.
@FunctionalInterface
public interface ProxyPlan {
  ProxyFault faultOf(ProxyRequest request, RandomGenerator random);

  static ProxyPlan healthy() {
    return always(new ProxyFault.Forward());
  }

  static ProxyPlan always(ProxyFault fault) {
    return (_, _) -> fault;
  }

  /// Every kind of doubt around the commit of a write, for one write in five; one read in 25 is
  /// dropped.
  static ProxyPlan chaos() {
    return (request, random) -> {
      int percent = random.nextInt(100);
      if (!request.isWrite()) {
        return percent < 4 ? new ProxyFault.Drop(Moment.BEFORE) : new ProxyFault.Forward();
      }
      CannedAnswer unavailable = CannedAnswer.plain(503);
      if (percent < 4) {
        return new ProxyFault.Drop(Moment.BEFORE);
      }
      if (percent < 10) {
        return new ProxyFault.Drop(Moment.AFTER_COMMIT);
      }
      if (percent < 14) {
        return new ProxyFault.Answer(Moment.AFTER_COMMIT, unavailable);
      }
      if (percent < 20) {
        return new ProxyFault.CommitLate(Duration.ofMillis(random.nextInt(20, 400)), unavailable);
      }
      return new ProxyFault.Forward();
    };
  }

  /// This plan for the requests that match; the others pass.
  default ProxyPlan onlyFor(Predicate<ProxyRequest> matching) {
    return (request, random) ->
        matching.test(request) ? faultOf(request, random) : new ProxyFault.Forward();
  }

  /// This plan for so many faults; from then on everything passes.
  default ProxyPlan times(int faults) {
    AtomicInteger left = new AtomicInteger(faults);
    return (request, random) -> {
      ProxyFault fault = left.get() > 0 ? faultOf(request, random) : new ProxyFault.Forward();
      if (!(fault instanceof ProxyFault.Forward)) {
        left.decrementAndGet();
      }
      return fault;
    };
  }

  /// This plan for one request in so many, by chance; the others pass.
  default ProxyPlan oneIn(int requests) {
    return (request, random) ->
        random.nextInt(requests) == 0 ? faultOf(request, random) : new ProxyFault.Forward();
  }

  /// What this plan lets pass is judged by another.
  default ProxyPlan orElse(ProxyPlan other) {
    return (request, random) -> {
      ProxyFault fault = faultOf(request, random);
      return fault instanceof ProxyFault.Forward ? other.faultOf(request, random) : fault;
    };
  }
}
