package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.event.ProbeEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One sink's delivery, driven by hand: time goes by as the courier asks for it.
final class Delivery {
  static final Subject HEARTBEAT = Subject.heartbeat("d1", "monitoring");
  static final Subject OBSERVER = Subject.observer("d1", "monitoring");
  static final Subject SHIPPING = Subject.shipping("d1", "host-1");
  static final Identity IDENTITY = new Identity("d1", "tag-7", "12.1.1", "2.10.5");

  final FakeTime time;
  final List<ProbeEvent> heard = new ArrayList<>();
  final Ledger ledger;
  final Courier courier;

  Delivery(Path stateDir, Sink sink, FakeTime time) {
    this.time = time;
    var setup =
        new AlertDesk.Setup(
            stateDir, IDENTITY, Set.of(HEARTBEAT, OBSERVER, SHIPPING), time.timing(), heard::add);
    this.ledger = new Ledger(setup);
    this.courier = new Courier(sink, ledger, setup);
    ledger.open();
    ledger.lead(true);
  }

  Delivery open(Subject subject, String... reasons) {
    return wish(subject, opening(time.now(), reasons));
  }

  Delivery close(Subject subject) {
    return wish(subject, new Wish.Closed(Map.of()));
  }

  Delivery wish(Subject subject, Wish wish) {
    ledger.change(book -> book.wish(subject, wish, time.now()));
    return this;
  }

  static Wish.Open opening(Instant at, String... reasons) {
    return new Wish.Open(at, List.of(reasons), false, Wish.Held.NO, Map.of());
  }

  /// Turns until nothing is due within this time, which goes by.
  Delivery run(Duration time) throws InterruptedException {
    Instant end = this.time.now().plus(time);
    for (int turns = 0; this.time.now().isBefore(end); turns++) {
      if (turns > 10_000) {
        throw new AssertionError("The courier does not come to rest.");
      }
      Duration left = Duration.between(this.time.now(), end);
      Duration wait = courier.turn();
      this.time.pass(wait.compareTo(left) < 0 ? wait : left);
    }
    return this;
  }

  <T extends ProbeEvent> List<T> heard(Class<T> type) {
    return heard.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
