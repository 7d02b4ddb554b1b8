package io.runtimeagent.probe.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// The cron walk read a second time: minute by minute, over sets.
final class NaiveCron {
  private final String text;
  private final ZoneId zone;
  private final List<Set<Integer>> sets;
  private final Map<Instant, Instant> walked = new HashMap<>();

  NaiveCron(String text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
    this.sets =
        List.of(
            values(0, 0, 59),
            values(1, 0, 23),
            values(2, 1, 31),
            values(3, 1, 12),
            values(4, 0, 7));
  }

  Instant next(Instant t) {
    return walked.computeIfAbsent(t, this::walk);
  }

  private Instant walk(Instant t) {
    LocalDateTime n = LocalDateTime.ofInstant(t, zone);
    LocalDateTime x = n.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    while (!matches(x)) {
      x = x.plusMinutes(1);
    }
    if (sets.get(1).size() == 24) {
      return t.plus(Duration.between(n, x));
    }
    return ZonedDateTime.of(x, zone).withLaterOffsetAtOverlap().toInstant();
  }

  /// D(t).
  Instant deadline(Instant t) {
    Instant second = next(next(t));
    Instant gap = t.plus(Duration.ofMinutes(10));
    return second.isAfter(gap) ? second : gap;
  }

  private boolean matches(LocalDateTime x) {
    boolean dom = sets.get(2).contains(x.getDayOfMonth());
    boolean dow = sets.get(4).stream().anyMatch(d -> d % 7 == x.getDayOfWeek().getValue() % 7);
    boolean restricted = !field(2).equals("*") && !field(4).equals("*");
    return sets.get(0).contains(x.getMinute())
        && sets.get(1).contains(x.getHour())
        && sets.get(3).contains(x.getMonthValue())
        && (restricted ? dom || dow : dom && dow);
  }

  private String field(int index) {
    return text.split(" ", -1)[index];
  }

  private Set<Integer> values(int index, int low, int high) {
    Set<Integer> values = new HashSet<>();
    for (String part : field(index).split(",", -1)) {
      String[] halves = part.split("/", -1);
      String[] ends = halves[0].split("-", -1);
      boolean all = halves[0].equals("*");
      int from = all ? low : Integer.parseInt(ends[0]);
      int single = halves.length == 2 ? high : from;
      int to = all ? high : ends.length == 2 ? Integer.parseInt(ends[1]) : single;
      int step = halves.length == 2 ? Integer.parseInt(halves[1]) : 1;
      IntStream.rangeClosed(from, to).filter(v -> (v - from) % step == 0).forEach(values::add);
    }
    return values;
  }
}
