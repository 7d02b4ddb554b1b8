package io.runtimeagent.agent.command;

import io.runtimeagent.agent.json.Json;
import io.runtimeagent.agent.run.Facts;
import io.runtimeagent.ship.LogVerifier.Verdict;
import io.runtimeagent.ship.log.LogPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// What was found of all logs: those that are not equal by name, the others by number.
final class Verdicts {
  private final LongAdder equal = new LongAdder();
  private final Map<LogPath, Verdict> others = new ConcurrentSkipListMap<>();

  void add(LogPath log, Verdict verdict) {
    if (verdict instanceof Verdict.Equal) {
      equal.increment();
    } else {
      others.put(log, verdict);
    }
  }

  /// Whether nothing is wrong or unknown.
  boolean proven() {
    return others.values().stream().allMatch(Verdict.Behind.class::isInstance);
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    others.forEach(
        (log, verdict) -> {
          String detail = detail(verdict);
          lines.add(
              "%-10s %s%s".formatted(word(verdict), log, detail.isEmpty() ? "" : ": " + detail));
        });
    lines.add(
        "%s equal, %,d missing, %,d different, %,d behind, %,d unverified."
            .formatted(
                Amounts.count(equal.sum(), "log"),
                count("missing"),
                count("different"),
                count("behind"),
                count("unverified")));
    return lines;
  }

  Json json() {
    var facts = new Facts().add("equal", equal.sum());
    for (String word : List.of("missing", "different", "behind", "unverified")) {
      facts.add(word, count(word));
    }
    var logs = new ArrayList<Json>();
    others.forEach(
        (log, verdict) ->
            logs.add(
                new Facts()
                    .add("log", log.value())
                    .add("verdict", word(verdict))
                    .add("detail", detail(verdict))
                    .json()));
    return facts.add("logs", new Json.Items(logs)).json();
  }

  private long count(String word) {
    return others.values().stream().filter(verdict -> word(verdict).equals(word)).count();
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Equal() -> "equal";
      case Verdict.Missing() -> "missing";
      case Verdict.Different _ -> "different";
      case Verdict.Behind _ -> "behind";
      case Verdict.Unverified _ -> "unverified";
    };
  }

  private static String detail(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Equal(), Verdict.Missing() -> "";
      case Verdict.Different(String how) -> how;
      case Verdict.Behind(long bytes) -> Amounts.bytes(bytes) + " to come";
      case Verdict.Unverified(String why) -> why;
    };
  }
}
