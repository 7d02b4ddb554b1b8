package io.runtimeagent.ship;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Proves with a canary object that a store does what shipping needs: create, change on a
/// condition, refuse what is stale, delete.
public final class StoreCheck {
  private final ObjectStore store;
  private final String helperPrefix;

  public StoreCheck(ObjectStore store, String helperPrefix) {
    this.store = store;
    this.helperPrefix = helperPrefix;
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
    var key = new ObjectKey(helperPrefix + "canary/" + UUID.randomUUID());
    WriteOutcome created = create(key);
    lines.add(line(Part.CREATE, created));
    if (!(created instanceof WriteOutcome.Committed(StoredObject first))) {
      skip(lines, Part.CONDITIONAL_UPDATE, Part.STALE_UPDATE_REFUSED);
      skip(lines, Part.EXISTING_OBJECT_KEPT, Part.DELETE);
      return lines;
    }
    WriteOutcome updated = store.replace(key, first.version(), content("updated"));
    lines.add(line(Part.CONDITIONAL_UPDATE, updated));
    lines.add(
        refusal(Part.STALE_UPDATE_REFUSED, store.replace(key, first.version(), content("stale"))));
    lines.add(refusal(Part.EXISTING_OBJECT_KEPT, create(key)));
    lines.add(
        delete(
            key,
            updated instanceof WriteOutcome.Committed(StoredObject now)
                ? now.version()
                : first.version()));
    return lines;
  }

  /// Whether the store was proven to ignore conditions.
  public static boolean ignoresConditions(List<Line> lines) {
    return lines.stream()
        .anyMatch(
            l ->
                l.result() == Result.DOWN
                    && (l.part() == Part.STALE_UPDATE_REFUSED
                        || l.part() == Part.EXISTING_OBJECT_KEPT));
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

  private Line delete(ObjectKey key, String version) {
    try {
      store.delete(key, version);
      return new Line(Part.DELETE, Result.UP, "");
    } catch (StoreException e) {
      return new Line(Part.DELETE, Result.DOWN, e.failure().reason());
    }
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
