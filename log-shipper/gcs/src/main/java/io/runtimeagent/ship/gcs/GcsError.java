package io.runtimeagent.ship.gcs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an answer says of its own failure: Google's word for the reason, and a sentence. Both are
/// empty when something else than Google answered.
record GcsError(String reason, String message) {
  private static final int LONGEST = 300;

  static GcsError parse(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      JsonElement error = member(JsonParser.parseString(text), "error");
      if (error instanceof JsonObject object) {
        return new GcsError(reason(object), string(object, "message"));
      }
    } catch (JsonParseException e) {
      return new GcsError("", text.strip());
    }
    return new GcsError("", text.strip());
  }

  boolean hasReason(String... reasons) {
    return List.of(reasons).contains(reason);
  }

  /// Google answers 404 for an absent object and for an absent bucket, and differs in words only.
  boolean isAboutBucket() {
    return lower().contains("bucket does not exist");
  }

  /// The bytes that arrived are not those that were sent.
  boolean isDamage() {
    return lower().contains("crc32c") || lower().contains("md5");
  }

  /// Who may not list is not told whether an object exists.
  boolean hidesObject() {
    return reason.equals("forbidden")
        || lower().contains("may not exist")
        || lower().contains("storage.objects.list")
        || lower().contains("storage.objects.get");
  }

  /// For people, behind the status.
  String describe() {
    String words = reason.isEmpty() ? message : reason + ": " + message;
    return words.isEmpty() ? "" : " " + shortened(words);
  }

  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }

  private String lower() {
    return message.toLowerCase(Locale.ROOT);
  }

  private static String reason(JsonObject error) {
    if (error.get("errors") instanceof JsonArray errors
        && !errors.isEmpty()
        && errors.get(0) instanceof JsonObject first) {
      return string(first, "reason");
    }
    return "";
  }

  private static String string(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static @Nullable JsonElement member(JsonElement element, String name) {
    return element instanceof JsonObject object ? object.get(name) : null;
  }
}
