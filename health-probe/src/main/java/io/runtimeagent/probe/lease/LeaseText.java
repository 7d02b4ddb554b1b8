package io.runtimeagent.probe.lease;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import io.runtimeagent.probe.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the lease's text says: who holds it, how often that one has written it, whether it was
/// given back, and what the holder leaves to its successor, null where nothing is known yet.
/// `writtenAt` is for people only: no decision rests on it.
record LeaseText(
    LeaseHolder holder, long beat, boolean released, Instant writtenAt, Json.@Nullable Obj legacy) {
  private static final long VERSION = 1;

  LeaseText givenBack() {
    return new LeaseText(holder, beat, true, writtenAt, legacy);
  }

  String write() {
    JsonObject json =
        new JsonObject()
            .put("version", VERSION)
            .put("holder", holder.name())
            .put("instance", holder.instance())
            .put("beat", beat)
            .put("released", released)
            .put("written_at", writtenAt);
    if (legacy != null) {
      json.put("legacy", legacy);
    }
    return json.build().compact();
  }

  /// Empty where the text is none of this version's: then somebody holds it, nobody knows who.
  static Optional<LeaseText> read(String text) {
    try {
      return Json.parse(text) instanceof Json.Obj json
          ? Optional.ofNullable(of(json))
          : Optional.empty();
    } catch (JsonException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable LeaseText of(Json.Obj json) {
    String name = json.text("holder");
    String instance = json.text("instance");
    String writtenAt = json.text("written_at");
    if (name == null || instance == null || writtenAt == null) {
      return null;
    }
    if (number(json, "version") != VERSION) {
      return null;
    }
    return new LeaseText(
        new LeaseHolder(name, instance),
        number(json, "beat"),
        json.isTrue("released"),
        Instant.parse(writtenAt),
        json.get("legacy") instanceof Json.Obj legacy ? legacy : null);
  }

  private static long number(Json.Obj json, String name) {
    return json.get(name) instanceof Json.Num(String text) ? Long.parseLong(text) : -1;
  }
}
