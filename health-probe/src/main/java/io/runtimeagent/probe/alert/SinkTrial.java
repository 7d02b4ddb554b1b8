package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Message.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Tries sinks out, each once and all at the same time.
public final class SinkTrial {
  private final Identity identity;
  private final Timing timing;

  public SinkTrial(Identity identity, Timing timing) {
    this.identity = Objects.requireNonNull(identity, "identity");
    this.timing = Objects.requireNonNull(timing, "timing");
  }

  /// What one sink did. `words` say what was wrong, empty where nothing was.
  public record Result(Sink.Name sink, boolean accepted, String words) {}

  /// Sends a test alert and its resolve.
  public List<Result> testAlert(List<Sink> sinks) throws InterruptedException {
    return each(sinks, this::openAndResolve);
  }

  /// Asks whether alerts would be accepted; nobody is paged.
  public List<Result> check(List<Sink> sinks) throws InterruptedException {
    return each(sinks, sink -> sink.check(identity));
  }

  private interface Attempt {
    SendOutcome at(Sink sink) throws InterruptedException;
  }

  private SendOutcome openAndResolve(Sink sink) throws InterruptedException {
    SendOutcome opened = sink.send(Message.trial(Event.TEST, identity, timing.now()));
    return opened instanceof SendOutcome.Accepted
        ? sink.send(Message.trial(Event.RESOLVE, identity, timing.now()))
        : opened;
  }

  private static List<Result> each(List<Sink> sinks, Attempt attempt) throws InterruptedException {
    List<Callable<Result>> tasks =
        sinks.stream().<Callable<Result>>map(sink -> () -> result(sink, attempt.at(sink))).toList();
    List<Result> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Result> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sink threw instead of answering", e);
    }
    return results;
  }

  private static Result result(Sink sink, SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Accepted() -> new Result(sink.name(), true, "");
      case SendOutcome.Failed(String words, Duration _) -> new Result(sink.name(), false, words);
      case SendOutcome.Doubtful(String words, Duration _) -> new Result(sink.name(), false, words);
      case SendOutcome.Refused(String words) -> new Result(sink.name(), false, words);
    };
  }
}
