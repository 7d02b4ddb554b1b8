package io.runtimeagent.probe.observe.database;

import io.runtimeagent.probe.json.Json;
import io.runtimeagent.probe.json.JsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// The schedule and zone that a serialized DAG holds; null where it does not.
record SerializedDag(@Nullable String expression, @Nullable String zone) {
  static final SerializedDag UNKNOWN = new SerializedDag(null, null);
  private static final int LIMIT_BYTES = 8 << 20;

  static SerializedDag parse(String data) {
    try {
      Json dag = Json.parse(data) instanceof Json.Obj all ? all.get("dag") : null;
      Json table = dag instanceof Json.Obj fields ? fields.get("timetable") : null;
      Json inner = table instanceof Json.Obj fields ? fields.get("__var") : null;
      return inner instanceof Json.Obj fields
          ? new SerializedDag(fields.text("expression"), zone(fields.get("timezone")))
          : UNKNOWN;
    } catch (JsonException e) {
      return UNKNOWN;
    }
  }

  /// With `[core] compress_serialized_dags`.
  static SerializedDag inflate(byte[] compressed) {
    try (InflaterInputStream inflater =
        new InflaterInputStream(new ByteArrayInputStream(compressed))) {
      return parse(new String(inflater.readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /// A zone is a name, an offset in seconds, or either of them in an envelope.
  private static @Nullable String zone(@Nullable Json value) {
    return switch (value) {
      case Json.Str(String name) -> name;
      case Json.Num(String seconds) when seconds.matches("-?[0-9]{1,5}") ->
          ZoneOffset.ofTotalSeconds(Integer.parseInt(seconds)).getId();
      case Json.Obj envelope -> zone(envelope.get("__var"));
      case null, default -> null;
    };
  }
}
