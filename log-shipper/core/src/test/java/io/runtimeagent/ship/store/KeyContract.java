package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys are literal: what was asked is what is stored, and no two of them are one.
interface KeyContract extends StoreBench {

  static Stream<String> names() {
    return Stream.of(
        "dag_id=d/run_id=manual__2026-11-21T00:00:00.5+00:00/task_id=t/attempt=1.log",
        "dag_id=d/run_id=r/task_id=g.t/map_index=0/attempt=1.log.trigger.7.log",
        "hash#mark.log",
        "question?mark=1&more.log",
        "percent%.log",
        "percent%2Fslash.log",
        "percent%20space%25.log",
        "plus+plus.log",
        "colon:equals=at@.log",
        "a space and  two.log",
        " leading and trailing ",
        "quotes'\"`.log",
        "xml&amp;<tag>]]>.log",
        "brackets[1]{2}(3)*!$^|~.log",
        "semi;colon,comma.log",
        "..dots...log",
        ".hidden/.log",
        "ключ/日本語/😀.log",
        "caf\u00e9.log",
        "cafe\u0301.log",
        "x".repeat(250) + "/" + "y".repeat(250) + ".log");
  }

  @ParameterizedTest
  @MethodSource("names")
  default void key_anyCharacters_isLiteral(String name) throws IOException {
    ObjectKey key = key(name);
    byte[] content = Samples.bytes(100, 1);
    StoredObject object = created(key, content);
    byte[] added = Samples.bytes(20, 2);
    committed(store().append(key, Samples.withWhole(object, content, added)));
    assertStored(key, Samples.concat(content, added));
    assertThat(listed(key("").value())).containsOnlyKeys(key.value());
    assertThat(listed(key.value())).containsOnlyKeys(key.value());
    store().delete(key, present(key).version());
    assertThat(store().inspect(key)).isEqualTo(new Inspection.Absent());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  default void key_similar_isAnother(String one, String other) throws IOException {
    byte[] content = Samples.bytes(100, 1);
    byte[] otherContent = Samples.bytes(90, 2);
    created(key(one), content);
    assertThat(store().inspect(key(other))).isEqualTo(new Inspection.Absent());
    created(key(other), otherContent);
    assertStored(key(one), content);
    assertStored(key(other), otherContent);
    assertThat(listed(key("").value())).containsOnlyKeys(key(one).value(), key(other).value());
  }

  static Stream<Object[]> pairs() {
    return Stream.of(
        new Object[] {"caf\u00e9.log", "cafe\u0301.log"},
        new Object[] {"a%2Fb.log", "a/b.log"},
        new Object[] {"a+b.log", "a b.log"},
        new Object[] {"a%20b.log", "a b.log"},
        new Object[] {"attempt=1.log", "attempt=1.log.trigger.3.log"},
        new Object[] {"attempt=1.log", "attempt=1.LOG"},
        new Object[] {"a#b", "a"},
        new Object[] {"a?b", "a"});
  }

  @Test
  default void key_absentBelowAnObject_isAbsent() {
    created(key("parent"), Samples.bytes(10, 1));
    assertThat(store().inspect(key("parent/child.log"))).isEqualTo(new Inspection.Absent());
  }
}
