package io.runtimeagent.probe.lease;

import io.runtimeagent.probe.event.ProbeEvent.Leadership;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.lease.Lease.View;
import io.runtimeagent.probe.lease.Lease.Write;
import io.runtimeagent.probe.lease.LeaseClock.Mark;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes the lease when it is free, keeps it while it can, and knows at every moment whether this
/// agent may send.
///
/// One thread calls `round` and `release`; anybody may ask `standing` and `maySend`. The holder's
/// time counts from before its write was sent, a watcher's from after it saw it: so the holder has
/// stopped before anybody else begins. Who can reach no lease for as long as one lasts is alone:
/// then every agent sends, and the dedup key makes one of it.
public final class LeaseKeeper {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final Lease lease;
  private final LeaseHolder self;
  private final LeaseParameters parameters;
  private final LeaseClock clock;

  private volatile Standing standing = Standing.UNKNOWN;
  private volatile @Nullable Mark sendingSince;
  private @Nullable String held;
  private @Nullable Sight sight;
  private long beat;
  private Mark answered;
  private Mark awake;
  private Duration rest = Duration.ZERO;
  private boolean begun;

  /// A version that another one wrote, and since when it has been seen there.
  private record Sight(String version, Optional<LeaseText> text, Mark since) {
    String holder() {
      return text.map(LeaseText::holder).map(LeaseHolder::name).orElse("somebody unknown");
    }
  }

  public LeaseKeeper(Lease lease, LeaseHolder self, LeaseParameters parameters, LeaseClock clock) {
    this.lease = lease;
    this.self = self;
    this.parameters = parameters;
    this.clock = clock;
    this.answered = clock.now();
    this.awake = answered;
  }

  public Standing standing() {
    return standing;
  }

  /// Whether this agent may send now. After the process was frozen or the machine suspended that is
  /// false until the lease has been asked again.
  public boolean maySend() {
    Mark since = sendingSince;
    return since != null
        && switch (standing.leadership()) {
          case LEADER -> clock.within(parameters.sending(), since);
          case ALONE -> clock.within(parameters.expiry(), since);
          case FOLLOWER -> false;
        };
  }

  /// As the holder writes `legacy` into the lease, as anybody else looks whether it is free.
  /// Answers how long to wait until the next round.
  public Duration round(Legacy legacy) {
    breathe(rest);
    rest = held == null ? watch() : renew(held, legacy);
    return rest;
  }

  /// Gives the lease back, so that the next one need not wait for its end.
  public void release(Legacy legacy) {
    String version = held;
    if (version == null) {
      return;
    }
    Write unused = lease.write(version, text(left(legacy)).givenBack().write());
    held = null;
    publish(standing.as(Leadership.FOLLOWER, "the lease was given back", null), null);
  }

  private Duration renew(String version, Legacy legacy) {
    Mark began = clock.now();
    return wrote(lease.write(version, text(left(legacy)).write()), began);
  }

  /// The holder changes and nothing else: what the last one left is for us to read first.
  private Duration take(@Nullable String version) {
    Mark began = clock.now();
    return wrote(lease.write(version, text(standing.legacy()).write()), began);
  }

  private Duration wrote(Write write, Mark began) {
    breathe(Duration.ZERO);
    return switch (write) {
      case Write.Written(String version) -> leads(version, began);
      case Write.Overtaken() -> settle(began);
      case Write.Doubtful _ -> settle(began);
      case Write.Failed(String words) -> unanswered(words);
    };
  }

  /// Looks what became of our last write.
  private Duration settle(Mark began) {
    View view = lease.look(null);
    breathe(Duration.ZERO);
    return switch (view) {
      case View.Absent() -> {
        held = null;
        sight = null;
        yield unanswered("what stands there cannot be read");
      }
      case View.Present(String version, String text) -> settled(version, text, began);
      case View.Unchanged() -> throw new IllegalStateException("no version was given");
      case View.Unreadable(String words) -> unanswered(words);
    };
  }

  private Duration settled(String version, String text, Mark began) {
    Optional<LeaseText> there = LeaseText.read(text);
    if (there.isEmpty() || !there.get().holder().equals(self)) {
      held = null;
      publish(standing.as(Leadership.FOLLOWER, "another agent took the lease", null), null);
      return sighted(version, there);
    }
    if (there.get().beat() == beat) {
      return leads(version, began);
    }
    held = version;
    answered = clock.now();
    return SOON;
  }

  private Duration leads(String version, Mark began) {
    held = version;
    sight = null;
    begun = true;
    answered = clock.now();
    publish(standing.as(Leadership.LEADER, "this agent holds the lease", self.name()), began);
    return atLeast(parameters.renewal().minus(clock.since(began)), SOON);
  }

  private Duration watch() {
    Sight known = sight;
    View view = lease.look(known == null ? null : known.version());
    breathe(Duration.ZERO);
    return switch (view) {
      case View.Absent() -> take(null);
      case View.Present(String version, String text) -> sighted(version, LeaseText.read(text));
      case View.Unchanged() -> known == null ? SOON : unchanged(known);
      case View.Unreadable(String words) -> unanswered(words);
    };
  }

  /// Another text than at the last look, if there was one: then its writer lives.
  private Duration sighted(String version, Optional<LeaseText> text) {
    Sight before = sight;
    if (before != null && before.version().equals(version)) {
      return unchanged(before);
    }
    Sight fresh = new Sight(version, text, clock.now());
    boolean first = !begun;
    begun = true;
    sight = fresh;
    standing = standing.reading(text.map(LeaseText::legacy).orElse(null));
    if (text.isPresent() && free(text.get(), first)) {
      return take(version);
    }
    answered = clock.now();
    if (before != null || standing.leadership() != Leadership.ALONE) {
      follow(fresh);
    } else {
      publish(standing, answered);
    }
    return restUntil(fresh);
  }

  /// Given back; or our own, written later than we knew; or, at our first look, left by a process
  /// of our name: we could not be running if it were.
  private boolean free(LeaseText text, boolean first) {
    return text.released() || text.holder().equals(self) || (first && self.succeeds(text.holder()));
  }

  private Duration unchanged(Sight known) {
    if (clock.since(known.since()).compareTo(parameters.expiry()) >= 0) {
      return take(known.version());
    }
    answered = clock.now();
    if (standing.leadership() == Leadership.ALONE) {
      publish(standing, answered);
    } else {
      follow(known);
    }
    return restUntil(known);
  }

  private void follow(Sight seen) {
    publish(standing.as(Leadership.FOLLOWER, seen.holder() + " leads", seen.holder()), null);
  }

  /// The look that finds the lease expired is not put off to the next regular one.
  private Duration restUntil(Sight seen) {
    Duration left = parameters.expiry().minus(clock.since(seen.since()));
    return atLeast(
        left.compareTo(parameters.look()) < 0 ? left : parameters.look(), Duration.ofMillis(50));
  }

  private Duration unanswered(String words) {
    if (clock.since(answered).compareTo(parameters.expiry()) >= 0) {
      publish(
          standing.as(Leadership.ALONE, "the lease is out of reach: " + words, null), clock.now());
    }
    return parameters.retry();
  }

  /// Time in which we did not run says nothing of the store.
  private void breathe(Duration planned) {
    Mark now = clock.now();
    Duration allowed = planned.plus(parameters.expiry().dividedBy(2));
    if (!clock.within(allowed, awake)) {
      answered = now;
    }
    awake = now;
  }

  private Json.@Nullable Obj left(Legacy legacy) {
    return legacy.edition() == standing.edition() ? legacy.json() : standing.legacy();
  }

  private LeaseText text(Json.@Nullable Obj legacy) {
    beat++;
    return new LeaseText(self, beat, false, clock.now().wall(), legacy);
  }

  private void publish(Standing now, @Nullable Mark since) {
    sendingSince = since;
    standing = now;
  }

  private static Duration atLeast(Duration time, Duration least) {
    return time.compareTo(least) < 0 ? least : time;
  }
}
