package io.runtimeagent.probe.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The service that all agents page: it makes one incident of what bears one key, as long as that
/// is open.
public final class Pager {
  /// `openedAt` is when the agents say that it opened, `toldAt` when the pager heard of it.
  public record Incident(
      String key, Instant openedAt, Instant toldAt, @Nullable Instant resolvedAt) {}

  /// What it does with what it is sent.
  public enum Mood {
    TAKES,
    FAILS,
    /// No answer, and nothing was taken.
    LOSES,
    /// No answer, but it was taken.
    KEEPS_SILENT
  }

  private final String label;
  private final Sink.Habits habits;
  private final InstantSource clock;
  private final Map<String, Incident> open = new HashMap<>();
  private final List<Incident> incidents = new ArrayList<>();
  private Mood mood = Mood.TAKES;

  public Pager(String label, Sink.Habits habits, InstantSource clock) {
    this.label = label;
    this.habits = habits;
    this.clock = clock;
  }

  public static Sink.Habits pager() {
    return FakeSink.PAGER;
  }

  public static Sink.Habits chat() {
    return FakeSink.CHAT;
  }

  public void mood(Mood now) {
    mood = now;
  }

  /// Those that are over and those that are open.
  public List<Incident> incidents() {
    List<Incident> all = new ArrayList<>(incidents);
    all.addAll(open.values());
    return all;
  }

  public boolean isOpen(String key) {
    return open.containsKey(key);
  }

  /// One agent's way to it.
  public Sink sink() {
    return new Sink() {
      @Override
      public Name name() {
        return new Name(label, label + "-id", "http://" + label);
      }

      @Override
      public SendOutcome send(Message message) {
        return Pager.this.send(message);
      }

      @Override
      public SendOutcome check(Identity identity) {
        return new SendOutcome.Accepted();
      }

      @Override
      public Habits habits() {
        return habits;
      }
    };
  }

  private SendOutcome send(Message message) {
    return switch (mood) {
      case TAKES -> {
        take(message);
        yield new SendOutcome.Accepted();
      }
      case FAILS -> new SendOutcome.Failed("no", Duration.ZERO);
      case LOSES -> new SendOutcome.Doubtful("no answer", Duration.ZERO);
      case KEEPS_SILENT -> {
        take(message);
        yield new SendOutcome.Doubtful("no answer", Duration.ZERO);
      }
    };
  }

  private void take(Message message) {
    String key = message.alert().dedupKey();
    switch (message.event()) {
      case OPEN, UPDATE ->
          open.putIfAbsent(
              key, new Incident(key, message.alert().opened().at(), clock.instant(), null));
      case RESOLVE -> {
        Incident over = open.remove(key);
        if (over != null) {
          incidents.add(new Incident(key, over.openedAt(), over.toldAt(), clock.instant()));
        }
      }
      case TEST -> throw new AssertionError("a test");
    }
  }
}
