package io.runtimeagent.ship.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.event.ShipEvent;
import io.runtimeagent.ship.event.ShipEvent.LossReason;
import io.runtimeagent.ship.log.LogPath;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// One test for each hard case of a single log.
class HardCasesTest extends OneLog {
  @Test
  void lineWithoutEnd_waitsUntilTheLogIsQuiet() throws IOException {
    SimulatedAgent agent = agent();
    append("whole\nhalf");
    agent.work();
    assertThat(object()).isEqualTo("whole\n");
    time.pass(Duration.ofSeconds(2));
    agent.work();
    time.pass(Duration.ofSeconds(10));
    agent.work();
    assertThat(object()).isEqualTo("whole\nhalf");
  }

  @Test
  void lineLongerThanAnyBuffer_isStoredWhole() throws IOException {
    String line = "x".repeat(300_000) + "\n";
    append("first\n" + line + "last\n");
    settle(agent());
    assertThat(object()).isEqualTo("first\n" + line + "last\n");
  }

  @Test
  void bytesThatAreNoText_areStoredAsTheyAre() throws IOException {
    byte[] bytes = {(byte) 0xff, 0, (byte) 0xc3, '\r', '\n', (byte) 0x80, '\n'};
    Files.createDirectories(file().getParent());
    Files.write(file(), bytes);
    settle(agent());
    assertThat(bucket.content(KEY)).hasValueSatisfying(c -> assertThat(c).isEqualTo(bytes));
  }

  @Test
  void logThatGoesOnAfterHours_isAppended() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    settle(agent);
    time.pass(Duration.ofHours(7));
    append("two\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\ntwo\n");
  }

  @Test
  void truncatedAndGrownPastItsOldSize_beginsASegment() throws IOException {
    SimulatedAgent agent = agent();
    append("10:00 the first trigger\n");
    settle(agent);
    Files.writeString(file(), "10:07 the second trigger, later\n");
    settle(agent);
    assertThat(object()).isEqualTo("10:00 the first trigger\n10:07 the second trigger, later\n");
  }

  @Test
  void largeLogTruncatedAndGrownPastItsOldSize_beginsASegment() throws IOException {
    SimulatedAgent agent = agent();
    String first = "a line of the first\n".repeat(8_000);
    String second = "a line of the second\n".repeat(9_000);
    append(first);
    settle(agent);
    Files.writeString(file(), second);
    settle(agent);
    assertThat(object()).isEqualTo(first + second);
  }

  @Test
  void truncationBeforeStoring_isCountedAsLost() throws IOException {
    SimulatedAgent agent = agent();
    append("stored\n");
    settle(agent);
    append("not stored\n");
    agent.work();
    Files.writeString(file(), "new\n");
    settle(agent);
    assertThat(agent.events)
        .contains(new ShipEvent.BytesLost(LOG, "not stored\n".length(), LossReason.TRUNCATED));
    assertThat(object()).isEqualTo("stored\nnew\n");
  }

  @Test
  void deletedAndCreatedAgain_beginsASegment_evenWithTheSameFirstLine() throws IOException {
    SimulatedAgent agent = agent();
    append("the same\nmore\n");
    settle(agent);
    Files.delete(file());
    agent.work();
    append("the same\n");
    settle(agent);
    assertThat(object()).isEqualTo("the same\nmore\nthe same\n");
  }

  @Test
  void lastWordsOfADeletedFile_comeBeforeTheOneThatWasRotatedSince() throws IOException {
    SimulatedAgent agent = agent();
    append("one\n");
    agent.work();
    time.pass(Duration.ofSeconds(1));
    append("last words\n");
    agent.work();
    Files.delete(file());
    append("two\n");
    Files.move(file(), folder.resolve(LOG.value() + ".1"));
    agent.rotated(1);
    append("three\n");
    settle(agent);
    assertThat(object()).isEqualTo("one\nlast words\ntwo\nthree\n");
  }

  @Test
  void recordThatOutgrewItsRoom_stillTellsTheLatest_andTheRestIsRead() throws IOException {
    var expected = new StringBuilder();
    for (int poke = 0; poke < 200; poke++) {
      Files.deleteIfExists(file());
      String line = "poke %d of the sensor\n".formatted(poke);
      append(line);
      expected.append(line);
      settle(agent());
    }
    assertThat(object()).isEqualTo(expected.toString());
    assertThat(bucket.record(KEY).orElseThrow().encode()).hasSizeLessThanOrEqualTo(1_500);
    settle(agent());
    assertThat(object()).isEqualTo(expected.toString());
  }

  @Test
  void objectAheadOfTheLog_isWaitedFor() throws IOException {
    append("one\ntwo\nthree\n");
    settle(agent());
    Files.delete(file());
    append("one\n");
    SimulatedAgent stale = agent();
    settle(stale);
    assertThat(object()).isEqualTo("one\ntwo\nthree\n");
    append("two\nthree\nfour\n");
    settle(stale);
    assertThat(object()).isEqualTo("one\ntwo\nthree\nfour\n");
  }

  /// Nobody saw it shrink; its own bytes tell that it did.
  @Test
  void cutShortAndGrownAgain_whileNobodyLooked_beginsASegment() throws IOException {
    append("one\ntwo\nthree\n");
    settle(agent());
    Files.writeString(file(), "one\nsix\n");
    settle(agent());
    assertThat(object()).isEqualTo("one\ntwo\nthree\none\nsix\n");
  }

  @Test
  void completeLog_costsOneRequestWithoutState_andNoneWith() throws IOException {
    append("one\n");
    SimulatedAgent first = agent();
    settle(first);
    long before = store.requests();
    settle(agent());
    assertThat(store.requests() - before).isEqualTo(1);
    SimulatedAgent restored = agent();
    restored.crash(first.checkpoint());
    before = store.requests();
    settle(restored);
    assertThat(store.requests() - before).isZero();
  }

  @Test
  void emptyLog_hasNoObject() throws IOException {
    append("");
    settle(agent());
    assertThat(bucket.keys()).isEmpty();
    assertThat(store.requests()).isZero();
  }

  @Test
  void folderNamedLikeALog_andAFifo_areNoLogs() throws IOException {
    Files.createDirectories(file());
    SimulatedAgent agent = agent();
    agent.work();
    assertThat(store.requests()).isZero();
  }

  @Test
  void logReachedThroughALink_isRefused_untilItIsNone() throws IOException {
    append("secret\n");
    Path moved = folder.resolve("elsewhere");
    Files.move(file().getParent(), moved);
    Files.createSymbolicLink(file().getParent(), moved);
    SimulatedAgent agent = agent();
    agent.work();
    assertThat(store.requests()).isZero();
    assertThat(agent.events).anyMatch(ShipEvent.LogUnshipped.class::isInstance);
    Files.delete(file().getParent());
    append("public\n");
    settle(agent);
    assertThat(object()).isEqualTo("public\n");
  }

  @Test
  void oddNames_areLiteralKeys() throws IOException {
    for (String name :
        new String[] {"a#b?c%d+e f.log", "é.log", "e\u0301.log", "x".repeat(246) + ".log"}) {
      var path = new LogPath("run:1+2~x/" + name);
      Path log = folder.resolve(path.value());
      Files.createDirectories(log.getParent());
      Files.writeString(log, name + "\n");
      new SimulatedAgent(folder, path, store, time.timing(new SplittableRandom(1))).settle(time);
      assertThat(bucket.content(new ObjectKey(SimulatedAgent.PREFIX + path.value()))).isPresent();
    }
  }

  @Test
  void logBelowTheAppendLimit_isSentAgain_andAboveItOnlyWhatIsNew() throws IOException {
    SimulatedAgent agent = agent();
    append("x".repeat(1_999) + "\n");
    settle(agent);
    long sent = store.sentBytes();
    append("a new line\n");
    settle(agent);
    assertThat(store.sentBytes() - sent).isEqualTo("a new line\n".length());
    assertThat(store.requests(Operation.APPEND)).isEqualTo(1);
  }
}
