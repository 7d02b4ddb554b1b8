package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Alert.Opening;
import io.runtimeagent.probe.alert.Alert.Status;
import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The alert book as JSON, in the state file and in the lease.
public final class BookJson {
  private BookJson() {}

  public static Json.Obj write(AlertBook book) {
    JsonObject acked = new JsonObject();
    book.acked()
        .forEach(
            (sink, keys) -> {
              JsonObject each = new JsonObject();
              keys.forEach((key, ack) -> each.put(key, write(ack)));
              acked.put(sink, each.build());
            });
    return new JsonObject()
        .put(
            "wanted",
            new Json.Arr(book.wanted().values().stream().<Json>map(BookJson::write).toList()))
        .put("acked", acked.build())
        .build();
  }

  /// What cannot be read is left out: the worst that follows is that it is told again.
  public static AlertBook read(Json.Obj json) {
    Map<String, Alert> wanted = new HashMap<>();
    for (Json item : json.items("wanted")) {
      Alert alert = item instanceof Json.Obj object ? alert(object) : null;
      if (alert != null) {
        wanted.put(alert.dedupKey(), alert);
      }
    }
    Map<String, Map<String, Acked>> acked = new HashMap<>();
    if (json.get("acked") instanceof Json.Obj sinks) {
      sinks.fields().forEach((sink, keys) -> acked.put(sink, acks(keys)));
    }
    return new AlertBook(wanted, acked);
  }

  private static Json.Obj write(Alert alert) {
    JsonObject details = new JsonObject();
    alert.details().forEach(details::put);
    return new JsonObject()
        .put("dedup_key", alert.dedupKey())
        .put("alert", alert.kind().word())
        .put("open", alert.open())
        .put("opened_at", alert.opened().at())
        .put("opened_reasons", alert.opened().reasons())
        .put("opened_sequence", alert.opened().sequence())
        .put("at", alert.at())
        .put("reasons", alert.reasons())
        .put("flapping", alert.flapping())
        .put("details", details.build())
        .put("sequence", alert.sequence())
        .build();
  }

  private static Json.Obj write(Acked acked) {
    return new JsonObject()
        .put("open", acked.status() == Status.OPEN)
        .put("opened_at", acked.openedAt())
        .put("sequence", acked.sequence())
        .build();
  }

  private static @Nullable Alert alert(Json.Obj json) {
    try {
      Map<String, String> details = new HashMap<>();
      if (json.get("details") instanceof Json.Obj fields) {
        fields.fields().keySet().forEach(name -> details.put(name, text(fields, name)));
      }
      Opening opening =
          new Opening(
              time(json, "opened_at"),
              texts(json, "opened_reasons"),
              number(json, "opened_sequence"));
      return new Alert(
          text(json, "dedup_key"),
          AlertKind.of(text(json, "alert")),
          status(json),
          opening,
          time(json, "at"),
          texts(json, "reasons"),
          json.isTrue("flapping"),
          details,
          number(json, "sequence"));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Map<String, Acked> acks(Json keys) {
    Map<String, Acked> acks = new HashMap<>();
    if (keys instanceof Json.Obj object) {
      object
          .fields()
          .forEach(
              (key, value) -> {
                Acked ack = value instanceof Json.Obj each ? ack(each) : null;
                if (ack != null) {
                  acks.put(key, ack);
                }
              });
    }
    return acks;
  }

  private static @Nullable Acked ack(Json.Obj json) {
    try {
      return new Acked(status(json), time(json, "opened_at"), number(json, "sequence"));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Status status(Json.Obj json) {
    return json.isTrue("open") ? Status.OPEN : Status.RESOLVED;
  }

  private static String text(Json.Obj json, String name) {
    String text = json.text(name);
    if (text == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text;
  }

  private static List<String> texts(Json.Obj json, String name) {
    List<String> texts = new ArrayList<>();
    for (Json item : json.items(name)) {
      if (item instanceof Json.Str(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static Instant time(Json.Obj json, String name) {
    return Instant.parse(text(json, name));
  }

  private static long number(Json.Obj json, String name) {
    if (json.get(name) instanceof Json.Num(String text)) {
      return Long.parseLong(text);
    }
    throw new IllegalArgumentException(name + " is missing");
  }
}
