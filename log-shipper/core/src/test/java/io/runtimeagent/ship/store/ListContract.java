package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Listings, and the sweeping of what interrupted writes leave behind.
interface ListContract extends StoreBench {

  @Test
  default void list_nothing_isEmpty() throws IOException {
    assertThat(listed(key("nothing/").value())).isEmpty();
  }

  @Test
  default void list_prefix_endsAnywhere() throws IOException {
    for (String name : List.of("a/1.log", "a/12.log", "a/1/2.log", "a1.log", "b/1.log")) {
      created(key(name), Samples.bytes(10, 1));
    }
    assertThat(listed(key("a/").value()))
        .containsOnlyKeys(
            key("a/1.log").value(), key("a/12.log").value(), key("a/1/2.log").value());
    assertThat(listed(key("a/1").value())).hasSize(3);
    assertThat(listed(key("a/1.").value())).containsOnlyKeys(key("a/1.log").value());
    assertThat(listed(key("a").value())).hasSize(4);
    assertThat(listed(key("").value())).hasSize(5);
  }

  @Test
  default void list_objects_areAsInspected() throws Exception {
    byte[] own = Samples.bytes(100, 1);
    byte[] foreign = Samples.bytes(70_000, 2);
    created(key("own.log"), own);
    putForeign(key("foreign.log"), foreign, Map.of());
    Map<String, ListedObject> found = listed(key("").value());
    assertAsInspected(found, key("own.log"), own);
    assertAsInspected(found, key("foreign.log"), foreign);
  }

  private void assertAsInspected(Map<String, ListedObject> found, ObjectKey key, byte[] content)
      throws NoSuchAlgorithmException {
    ListedObject listed = at(found, key);
    StoredObject object = present(key);
    assertThat(listed.object().version()).isEqualTo(object.version());
    assertThat(listed.object().length()).isEqualTo(content.length);
    if (listed.object().record().isPresent()) {
      assertThat(listed.object().record()).isEqualTo(object.record());
    }
    if (listed.md5().isPresent()) {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
      assertThat(listed.md5()).contains(HexFormat.of().formatHex(md5));
    }
  }

  @Test
  default void list_stopped_asksNoMore() throws IOException {
    for (int i = 0; i < 5; i++) {
      created(key("n%d.log".formatted(i)), Samples.bytes(10, i));
    }
    var seen = new ArrayList<ObjectKey>();
    store()
        .list(
            key("").value(),
            object -> {
              seen.add(object.key());
              return seen.size() < 2;
            });
    assertThat(seen).hasSize(2);
  }

  @Test
  default void list_moreThanAPage_givesAll() throws Exception {
    int count = 1_005;
    List<Future<StoredObject>> running = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < count; i++) {
        ObjectKey key = key("many/%04d.log".formatted(i));
        byte[] content = Samples.bytes(10, i);
        running.add(threads.submit(() -> created(key, content)));
      }
    }
    Map<String, ListedObject> found = listed(key("many/").value());
    assertThat(found).hasSize(count);
    for (int i = 0; i < count; i += 100) {
      StoredObject object = running.get(i).get();
      assertThat(at(found, key("many/%04d.log".formatted(i))).object().version())
          .isEqualTo(object.version());
    }
  }

  @Test
  default void sweep_nothingInterrupted_leavesObjects() throws IOException {
    ObjectKey key = key("kept.log");
    byte[] content = Samples.bytes(100, 1);
    created(key, content);
    store().create(key("failed.log"), Samples.changing(content), Samples.record(content));
    assertThat(store().sweep(key("").value())).isZero();
    assertStored(key, content);
  }

  private static ListedObject at(Map<String, ListedObject> found, ObjectKey key) {
    return Objects.requireNonNull(found.get(key.value()), "Not listed: " + key);
  }
}
