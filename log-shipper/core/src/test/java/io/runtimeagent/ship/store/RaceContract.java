package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/// Several writers at one object: one wins, the others are told; readers see one state or another.
interface RaceContract extends StoreBench {
  int WRITERS = 8;

  @Test
  default void create_race_hasOneWinner() throws Exception {
    for (int round = 0; round < raceRounds(); round++) {
      ObjectKey key = key("race-%d.log".formatted(round));
      int winner =
          race(
              writer -> {
                byte[] content = content(writer);
                return () -> agent(writer).create(key, Content.of(content), record(content));
              });
      assertStored(key, content(winner));
    }
  }

  @Test
  default void append_race_hasOneWinner() throws Exception {
    ObjectKey key = key("race.log");
    byte[] stored = Samples.bytes(500, 0);
    created(key, stored);
    for (int round = 0; round < raceRounds(); round++) {
      StoredObject base = present(key);
      byte[] before = stored;
      int winner =
          race(
              writer -> {
                byte[] added = content(writer);
                Addition addition =
                    writer % 3 == 0
                        ? Samples.withWhole(base, before, added)
                        : Samples.withoutWhole(base, before, added);
                return () -> agent(writer).append(key, addition);
              });
      stored = Samples.concat(stored, content(winner));
      assertStored(key, stored);
    }
  }

  @Test
  default void append_raceAboveTheSwitch_hasOneWinner() throws Exception {
    ObjectKey key = key("race.log");
    int length = Math.clamp(store().traits().appendsFromBytes(), 1_000, 8 << 20);
    byte[] stored = Samples.bytes(length, 0);
    created(key, stored);
    for (int round = 0; round < Math.min(5, raceRounds()); round++) {
      StoredObject base = present(key);
      byte[] before = stored;
      int winner =
          race(
              writer -> {
                Addition addition = Samples.withWhole(base, before, content(writer));
                return () -> agent(writer).append(key, addition);
              });
      stored = Samples.concat(stored, content(winner));
      assertStored(key, stored);
    }
  }

  @Test
  default void replace_race_hasOneWinner() throws Exception {
    ObjectKey key = key("lease");
    created(key, Samples.bytes(20, 0));
    for (int round = 0; round < raceRounds(); round++) {
      String version = present(key).version();
      int turn = round * WRITERS;
      int winner =
          race(
              writer -> {
                Content content = Content.of(content(turn + writer));
                return () -> agent(writer).replace(key, version, content);
              });
      assertThat(content(key, present(key))).isEqualTo(content(turn + winner));
    }
  }

  @Test
  default void read_duringWrites_seesOneStateWhole() throws Exception {
    ObjectKey key = key("growing.log");
    byte[] all = Samples.bytes(40 * 5_000, 1);
    created(key, Arrays.copyOf(all, 5_000));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new CountDownLatch(1);
      Future<?> reader =
          threads.submit(
              () -> {
                long last = 0;
                while (done.getCount() > 0) {
                  last = assertOneState(key, all, last);
                }
                return last;
              });
      try {
        grow(key, all);
      } finally {
        done.countDown();
      }
      reader.get();
    }
    assertStored(key, all);
  }

  private void grow(ObjectKey key, byte[] all) {
    StoredObject object = present(key);
    for (int end = 5_000; end < all.length; end += 5_000) {
      byte[] stored = Arrays.copyOf(all, end);
      byte[] added = Arrays.copyOfRange(all, end, end + 5_000);
      object = committed(store().append(key, Samples.withWhole(object, stored, added)));
    }
  }

  /// Answers the length seen, which never shrinks.
  private long assertOneState(ObjectKey key, byte[] all, long last) throws IOException {
    StoredObject object = present(key);
    assertThat(object.length()).isGreaterThanOrEqualTo(last);
    assertThat(object.length() % 5_000).isZero();
    if (keepsRecords()) {
      assertThat(object.ownRecord()).isPresent();
    }
    var bytes = new ByteArrayOutputStream();
    try (var in = otherStore().read(key, object.version(), 0)) {
      in.transferTo(bytes);
    } catch (StoreException e) {
      assertThat(e.failure()).isInstanceOf(StoreFailure.Rejected.class);
      return object.length();
    }
    assertThat(bytes.toByteArray()).isEqualTo(Arrays.copyOf(all, (int) object.length()));
    return object.length();
  }

  /// Lets all write at once; answers who won. The others must have been told of a conflict.
  private int race(IntFunction<Callable<WriteOutcome>> write)
      throws InterruptedException, ExecutionException {
    var start = new CountDownLatch(1);
    List<Future<WriteOutcome>> running = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Callable<WriteOutcome> call = write.apply(writer);
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return call.call();
                }));
      }
      start.countDown();
    }
    var winners = new ArrayList<Integer>();
    for (int writer = 0; writer < WRITERS; writer++) {
      WriteOutcome outcome = running.get(writer).get();
      if (outcome instanceof WriteOutcome.Committed) {
        winners.add(writer);
      } else {
        assertThat(outcome).isInstanceOf(WriteOutcome.Conflict.class);
      }
    }
    assertThat(winners).hasSize(1);
    return winners.getFirst();
  }

  private ObjectStore agent(int writer) {
    return writer % 2 == 0 ? store() : otherStore();
  }

  private static byte[] content(int writer) {
    return Samples.bytes(100, 1_000 + writer);
  }

  private static ObjectRecord record(byte[] content) {
    return Samples.record(content);
  }
}
