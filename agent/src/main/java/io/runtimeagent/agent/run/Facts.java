package io.runtimeagent.agent.run;

import io.runtimeagent.agent.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Members of a JSON document in the order in which they are told; what is absent is left out.
public final class Facts {
  private final Map<String, Json> members = new LinkedHashMap<>();

  public Facts add(String name, Json value) {
    members.put(name, value);
    return this;
  }

  public Facts add(String name, String value) {
    return add(name, Json.of(value));
  }

  public Facts add(String name, long value) {
    return add(name, Json.of(value));
  }

  public Facts add(String name, Instant value) {
    return add(name, value.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  public Facts addFlag(String name, boolean value) {
    return add(name, new Json.Bool(value));
  }

  public Facts addText(String name, Optional<String> value) {
    value.ifPresent(text -> add(name, text));
    return this;
  }

  public Facts addTime(String name, Optional<Instant> value) {
    value.ifPresent(time -> add(name, time));
    return this;
  }

  public Json json() {
    return new Json.Members(members);
  }
}
