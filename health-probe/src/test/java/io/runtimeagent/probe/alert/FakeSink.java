package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Message.Event;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A sink that answers as it is told to, and accepts when it is told nothing.
final class FakeSink implements Sink {
  static final Habits PAGER = new Habits(Updates.WANTED, Orphans.RESOLVED, Duration.ZERO);
  static final Habits CHAT = new Habits(Updates.UNWANTED, Orphans.LEFT, Duration.ZERO);
  static final Habits FORGETFUL =
      new Habits(Updates.WANTED, Orphans.RESOLVED, Duration.ofMinutes(1));

  private final Name name;
  private final Habits habits;
  private final Queue<SendOutcome> answers = new ArrayDeque<>();
  private final List<Message> messages = new CopyOnWriteArrayList<>();

  FakeSink(String label, Habits habits) {
    this.name = new Name(label, label + "-id", "http://" + label);
    this.habits = habits;
  }

  FakeSink answering(SendOutcome... next) {
    answers.addAll(List.of(next));
    return this;
  }

  /// Accepts from now on.
  void recover() {
    answers.clear();
  }

  static SendOutcome failed() {
    return new SendOutcome.Failed("no", Duration.ZERO);
  }

  static SendOutcome doubtful() {
    return new SendOutcome.Doubtful("no answer", Duration.ZERO);
  }

  static SendOutcome refused() {
    return new SendOutcome.Refused("wrong key");
  }

  List<Message> messages() {
    return messages;
  }

  List<Event> events() {
    return messages.stream().map(Message::event).toList();
  }

  @Override
  public Name name() {
    return name;
  }

  @Override
  public SendOutcome send(Message message) {
    messages.add(message);
    SendOutcome answer = answers.poll();
    return answer == null ? new SendOutcome.Accepted() : answer;
  }

  @Override
  public SendOutcome check(Identity identity) {
    return new SendOutcome.Accepted();
  }

  @Override
  public Habits habits() {
    return habits;
  }
}
