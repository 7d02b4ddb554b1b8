package io.runtimeagent.ship;

import io.runtimeagent.ship.event.ShipEvent.Conditions;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Proves with a canary object that a store does what shipping needs: create, change on a
/// condition, refuse what is stale, delete.
public final class StoreCheck {
  private static final Duration LEFT_BEHIND = Duration.ofHours(1);
  private static final Pattern NAME = Pattern.compile("([0-9]{1,12})-[0-9a-f-]{36}");

  private final ObjectStore store;
  private final String prefix;
  private final InstantSource clock;

  public StoreCheck(ObjectStore store, String helperPrefix, InstantSource clock) {
    this.store = store;
    this.prefix = helperPrefix + "canary/";
    this.clock = clock;
  }

  /// One thing that was tried.
  public record Line(Part part, Result result, String detail) {}

  /// What is tried, in this order.
  public enum Part {
    CREATE,
    CONDITIONAL_UPDATE,
    STALE_UPDATE_REFUSED,
    EXISTING_OBJECT_KEPT,
    DELETE
  }

  /// How it went; `SKIPPED` when an earlier part made it meaningless.
  public enum Result {
    UP,
    DOWN,
    SKIPPED
  }

  /// Tries all parts. A store that takes stale updates ignores conditions: one writer per key only.
  public List<Line> run() {
    var lines = new ArrayList<Line>();
    long now = clock.instant().getEpochSecond();
    var key = new ObjectKey(prefix + now + "-" + UUID.randomUUID());
    WriteOutcome created = create(key);
    lines.add(line(Part.CREATE, created));
    if (!(created instanceof WriteOutcome.Committed(StoredObject first))) {
      skip(lines, Part.CONDITIONAL_UPDATE, Part.STALE_UPDATE_REFUSED);
      skip(lines, Part.EXISTING_OBJECT_KEPT, Part.DELETE);
      return lines;
    }
    lines.add(update(key, first));
    lines.add(staleUpdate(key, first, lines.getLast()));
    lines.add(refusal(Part.EXISTING_OBJECT_KEPT, create(key)));
    lines.add(delete(key));
    return lines;
  }

  private Line update(ObjectKey key, StoredObject first) {
    return line(Part.CONDITIONAL_UPDATE, store.replace(key, first.version(), content("updated")));
  }

  /// Only after an update that took place is the first version stale.
  private Line staleUpdate(ObjectKey key, StoredObject first, Line update) {
    return update.result() == Result.UP
        ? refusal(Part.STALE_UPDATE_REFUSED, store.replace(key, first.version(), content("stale")))
        : new Line(Part.STALE_UPDATE_REFUSED, Result.SKIPPED, "");
  }

  /// What the lines prove of the store's conditions.
  public static Conditions conditions(List<Line> lines) {
    List<Result> refusals =
        lines.stream()
            .filter(
                line ->
                    line.part() == Part.STALE_UPDATE_REFUSED
                        || line.part() == Part.EXISTING_OBJECT_KEPT)
            .map(Line::result)
            .toList();
    if (refusals.contains(Result.DOWN)) {
      return Conditions.IGNORED;
    }
    return refusals.contains(Result.SKIPPED) ? Conditions.UNPROVEN : Conditions.HONOURED;
  }

  private WriteOutcome create(ObjectKey key) {
    byte[] bytes = "created".getBytes(StandardCharsets.UTF_8);
    var record = new ObjectRecord(bytes.length, Crc32c.of(bytes), false, false, List.of());
    return store.create(key, Content.of(bytes), record);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Line line(Part part, WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.Committed
        ? new Line(part, Result.UP, "")
        : new Line(part, Result.DOWN, reason(outcome));
  }

  private static Line refusal(Part part, WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Conflict _ -> new Line(part, Result.UP, "");
      case WriteOutcome.Committed _ ->
          new Line(part, Result.DOWN, "The store took it: it ignores conditions.");
      case WriteOutcome.Doubtful _,
          WriteOutcome.Throttled _,
          WriteOutcome.Refused _,
          WriteOutcome.Rejected _,
          WriteOutcome.SourceChanged _ ->
          new Line(part, Result.SKIPPED, reason(outcome));
    };
  }

  /// Whatever version it has by now: a write in doubt may have taken place.
  private Line delete(ObjectKey key) {
    try {
      switch (store.inspect(key)) {
        case Inspection.Present(StoredObject now) -> store.delete(key, now.version());
        case Inspection.Absent() -> {}
        case Inspection.PerhapsAbsent(String reason) -> {
          return new Line(Part.DELETE, Result.DOWN, reason);
        }
        case Inspection.Failed(StoreFailure failure) -> {
          return new Line(Part.DELETE, Result.DOWN, failure.reason());
        }
      }
      return new Line(Part.DELETE, Result.UP, "");
    } catch (StoreException e) {
      return new Line(Part.DELETE, Result.DOWN, e.failure().reason());
    }
  }

  /// Removes canaries that were left behind more than an hour ago; answers how many.
  public int sweep() throws StoreException {
    Instant limit = clock.instant().minus(LEFT_BEHIND);
    var left = new ArrayList<ListedObject>();
    store.list(
        prefix,
        listed -> {
          if (begun(listed.key()).filter(limit::isAfter).isPresent()) {
            left.add(listed);
          }
          return true;
        });
    for (ListedObject listed : left) {
      store.delete(listed.key(), listed.object().version());
    }
    return left.size();
  }

  private Optional<Instant> begun(ObjectKey key) {
    Matcher name = NAME.matcher(key.value().substring(prefix.length()));
    return name.matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(name.group(1))))
        : Optional.empty();
  }

  private static void skip(List<Line> lines, Part first, Part second) {
    lines.add(new Line(first, Result.SKIPPED, ""));
    lines.add(new Line(second, Result.SKIPPED, ""));
  }

  private static String reason(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Committed _ -> "";
      case WriteOutcome.Conflict(String reason) -> reason;
      case WriteOutcome.Doubtful(String reason) -> reason;
      case WriteOutcome.Throttled(_, String reason) -> reason;
      case WriteOutcome.Refused(String reason) -> reason;
      case WriteOutcome.Rejected(String reason) -> reason;
      case WriteOutcome.SourceChanged(String reason) -> reason;
    };
  }
}
