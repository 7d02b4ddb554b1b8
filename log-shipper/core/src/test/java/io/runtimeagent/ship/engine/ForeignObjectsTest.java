package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Somebody else wrote, cut short or deleted the object.
class ForeignObjectsTest extends OneLog {
  @Test
  void whatStockAirflowWroteFirst_countsAsStored() throws IOException {
    bucket.putForeign(KEY, utf8("one\ntwo\n"), Map.of());
    append("one\ntwo\nthree\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void stockAirflowsExtraLineFeed_isNoReasonToStoreAgain() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    bucket.putForeign(KEY, utf8("one\n\none\ntwo\n"), Map.of());
    append("two\nthree\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\n\none\ntwo\nthree\n");
  }

  @Test
  void halfALineThatSomebodyElseLeft_isEndedBeforeTheLogGoesOn() throws IOException {
    bucket.putForeign(KEY, utf8("one\nof another"), Map.of());
    append("one\ntwo\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\nof another\ntwo\n");
  }

  @Test
  void halfALineOfItsOwn_goesOn() throws IOException {
    bucket.putForeign(KEY, utf8("one\ntw"), Map.of());
    append("one\ntwo\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  @Test
  void objectThatSomebodyDeleted_isCreatedAgain() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    bucket.remove(KEY);
    append("two\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  @Test
  void objectOfARotatedLogThatSomebodyDeleted_isCreatedAgainWhole() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    Files.move(file(), folder.resolve(LOG.value() + ".1"));
    agent.rotated(1);
    append("two\n");
    settle(agent);
    bucket.remove(KEY);
    append("three\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void objectThatSomebodyTruncated_isCompleted() throws IOException {
    SimulatedAgent agent = agent();
    append("one\ntwo\nthree\n");
    settle(agent);
    String record = bucket.record(KEY).orElseThrow().encode();
    bucket.putForeign(KEY, utf8("one\n"), Map.of("runtimeagent", record));
    append("four\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\nthree\nfour\n");
  }
}
