package io.runtimeagent.ship.gcs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.runtimeagent.ship.store.OldVersions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/// What a bucket's description says of old generations: its versioning, and its soft delete, which
/// is on for seven days unless somebody turned it off.
final class GcsKeeping {
  private GcsKeeping() {}

  static OldVersions of(byte[] answer) throws IOException {
    try {
      JsonObject bucket =
          JsonParser.parseString(new String(answer, StandardCharsets.UTF_8)).getAsJsonObject();
      var how = new ArrayList<String>();
      if (member(bucket, "versioning", "enabled").filter(JsonElement::getAsBoolean).isPresent()) {
        how.add("object versioning");
      }
      member(bucket, "softDeletePolicy", "retentionDurationSeconds")
          .map(JsonElement::getAsLong)
          .filter(seconds -> seconds > 0)
          .map(seconds -> "soft delete for %d days".formatted(Duration.ofSeconds(seconds).toDays()))
          .ifPresent(how::add);
      return how.isEmpty()
          ? new OldVersions.Dropped()
          : new OldVersions.Kept(String.join(" and ", how));
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new IOException("The answer is not a bucket's description.", e);
    }
  }

  private static Optional<JsonElement> member(JsonObject bucket, String outer, String inner) {
    return Optional.ofNullable(bucket.get(outer))
        .filter(JsonElement::isJsonObject)
        .map(found -> found.getAsJsonObject().get(inner));
  }
}
