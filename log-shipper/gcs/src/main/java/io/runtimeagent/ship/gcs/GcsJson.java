package io.runtimeagent.ship.gcs;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and writes the few resources of the JSON API that are needed.
final class GcsJson {
  private GcsJson() {}

  /// One page of a listing; an empty token says that it is the last one.
  record Page(List<GcsObject> objects, String nextPageToken) {}

  /// What is to stand beside the bytes of an object.
  static byte[] metadata(ObjectKey key, int crc32c, Optional<ObjectRecord> record) {
    return json(
        out -> {
          out.name("name").value(key.value());
          out.name("crc32c").value(GcsObject.text(crc32c));
          describe(out, record);
        });
  }

  /// The request that puts `tail` behind `head`. Both are named by generation, so neither can be
  /// taken for another.
  static byte[] compose(Source head, Source tail, ObjectRecord record) {
    return json(
        out -> {
          out.name("sourceObjects").beginArray();
          source(out, head);
          source(out, tail);
          out.endArray();
          out.name("destination").beginObject();
          describe(out, Optional.of(record));
          out.endObject();
        });
  }

  /// One generation of an object.
  record Source(ObjectKey key, String generation) {}

  /// The object that an answer describes; an `IOException` when it describes none.
  static GcsObject object(byte[] answer) throws IOException {
    try (JsonReader in = reader(answer)) {
      return object(in);
    } catch (IllegalStateException | NumberFormatException | DateTimeException e) {
      throw new IOException("The answer is not an object's description.", e);
    }
  }

  static Page page(byte[] answer) throws IOException {
    var objects = new ArrayList<GcsObject>();
    String token = "";
    try (JsonReader in = reader(answer)) {
      in.beginObject();
      while (in.hasNext()) {
        switch (in.nextName()) {
          case "items" -> {
            in.beginArray();
            while (in.hasNext()) {
              objects.add(object(in));
            }
            in.endArray();
          }
          case "nextPageToken" -> token = in.nextString();
          default -> in.skipValue();
        }
      }
      return new Page(objects, token);
    } catch (IllegalStateException | NumberFormatException | DateTimeException e) {
      throw new IOException("The answer is not a listing.", e);
    }
  }

  private static GcsObject object(JsonReader in) throws IOException {
    var fields = new Fields();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      switch (name) {
        case "name" -> fields.name = in.nextString();
        case "generation" -> fields.generation = in.nextString();
        case "size" -> fields.size = in.nextLong();
        case "crc32c" -> fields.crc32c = in.nextString();
        case "md5Hash" -> fields.md5 = in.nextString();
        case "timeCreated" -> fields.created = Instant.parse(in.nextString());
        case "metadata" -> fields.record = record(in);
        default -> in.skipValue();
      }
    }
    in.endObject();
    return fields.object();
  }

  private static @Nullable String record(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    String record = null;
    in.beginObject();
    while (in.hasNext()) {
      boolean ours = in.nextName().equals(ObjectRecord.METADATA_NAME);
      if (ours && in.peek() == JsonToken.STRING) {
        record = in.nextString();
      } else {
        in.skipValue();
      }
    }
    in.endObject();
    return record;
  }

  private static void describe(JsonWriter out, Optional<ObjectRecord> record) throws IOException {
    out.name("contentType").value("text/plain");
    if (record.isPresent()) {
      out.name("metadata").beginObject();
      out.name(ObjectRecord.METADATA_NAME).value(record.get().encode());
      out.endObject();
    }
  }

  private static void source(JsonWriter out, Source source) throws IOException {
    out.beginObject();
    out.name("name").value(source.key().value());
    out.name("generation").value(source.generation());
    out.endObject();
  }

  private static byte[] json(Members members) {
    var text = new StringWriter(512);
    try (JsonWriter out = new JsonWriter(text)) {
      out.beginObject();
      members.write(out);
      out.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("JSON cannot be written to memory.", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonReader reader(byte[] bytes) {
    return new JsonReader(
        new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
  }

  @FunctionalInterface
  private interface Members {
    void write(JsonWriter out) throws IOException;
  }

  /// The members seen so far.
  private static final class Fields {
    private String name = "";
    private @Nullable String generation;
    private long size = -1;
    private @Nullable String crc32c;
    private @Nullable String md5;
    private @Nullable String record;
    private Instant created = Instant.MAX;

    GcsObject object() throws IOException {
      if (generation == null || size < 0) {
        throw new IOException("The answer is not an object's description.");
      }
      return new GcsObject(name, generation, size, crc32c, md5, record, created);
    }
  }
}
