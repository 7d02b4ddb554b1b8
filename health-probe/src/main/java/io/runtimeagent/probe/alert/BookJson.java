package io.runtimeagent.probe.alert;

import io.runtimeagent.probe.alert.Acked.Proof;
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
final class BookJson {
  private BookJson() {}

  static Json.Obj write(AlertBook book) {
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
        .put("past", new Json.Arr(book.past().stream().<Json>map(BookJson::write).toList()))
        .build();
  }

  /// What cannot be read is left out: the worst that follows is that it is told again.
  static AlertBook read(Json.Obj json) {
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
    List<Incident> past = new ArrayList<>();
    for (Json item : json.items("past")) {
      Incident incident = item instanceof Json.Obj object ? incident(object) : null;
      if (incident != null) {
        past.add(incident);
      }
    }
    return new AlertBook(wanted, acked, past);
  }

  private static Json.Obj write(Alert alert) {
    JsonObject details = new JsonObject();
    alert.details().forEach(details::put);
    return begun(alert.subject(), alert.opened())
        .put("open", alert.open())
        .put("at", alert.at())
        .put("reasons", alert.reasons())
        .put("flapping", alert.flapping())
        .put("held", alert.held().name())
        .put("details", details.build())
        .put("sequence", alert.sequence())
        .build();
  }

  private static JsonObject begun(Subject subject, Opening opening) {
    return new JsonObject()
        .put("alert", subject.kind().word())
        .put("dedup_key", subject.dedupKey())
        .put("about", subject.about())
        .put("opened_at", opening.at())
        .put("opened_reasons", opening.reasons())
        .put("opened_sequence", opening.sequence());
  }

  private static Json.Obj write(Incident incident) {
    return begun(incident.subject(), incident.opened())
        .put("resolved_at", incident.resolvedAt())
        .put("flapping", incident.flapping())
        .build();
  }

  private static Json.Obj write(Acked acked) {
    return new JsonObject()
        .put("open", acked.open())
        .put("opened_at", acked.openedAt())
        .put("sequence", acked.sequence())
        .put("doubtful", acked.proof() == Proof.DOUBTFUL)
        .build();
  }

  private static @Nullable Alert alert(Json.Obj json) {
    try {
      Map<String, String> details = new HashMap<>();
      if (json.get("details") instanceof Json.Obj fields) {
        fields.fields().keySet().forEach(name -> details.put(name, text(fields, name)));
      }
      return new Alert(
          subject(json),
          status(json),
          opening(json),
          time(json, "at"),
          texts(json, "reasons"),
          json.isTrue("flapping"),
          Wish.Held.valueOf(text(json, "held")),
          details,
          number(json, "sequence"));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Incident incident(Json.Obj json) {
    try {
      return new Incident(
          subject(json), opening(json), time(json, "resolved_at"), json.isTrue("flapping"));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static Subject subject(Json.Obj json) {
    return new Subject(
        AlertKind.of(text(json, "alert")), text(json, "dedup_key"), text(json, "about"));
  }

  private static Opening opening(Json.Obj json) {
    return new Opening(
        time(json, "opened_at"), texts(json, "opened_reasons"), number(json, "opened_sequence"));
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
      Proof proof = json.isTrue("doubtful") ? Proof.DOUBTFUL : Proof.ACCEPTED;
      return new Acked(status(json), time(json, "opened_at"), number(json, "sequence"), proof);
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
