package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.log.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading one version from any offset.
interface ReadContract extends StoreBench {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 199_999, 200_000})
  default void read_fromOffset_givesTheRest(int offset) throws IOException {
    ObjectKey key = key("read.log");
    byte[] content = Samples.bytes(200_000, 1);
    StoredObject object = created(key, content);
    try (InputStream in = store().read(key, object.version(), offset)) {
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, offset, 200_000));
    }
  }

  @Test
  default void read_closedEarly_isNoError() throws IOException {
    ObjectKey key = key("read.log");
    byte[] content = Samples.bytes(2_000_000, 1);
    StoredObject object = created(key, content);
    try (InputStream in = store().read(key, object.version(), 0)) {
      assertThat(in.readNBytes(10)).isEqualTo(Arrays.copyOf(content, 10));
    }
    assertStored(key, content);
  }

  @Test
  default void read_stale_isRejected() throws IOException {
    ObjectKey key = key("stale.log");
    byte[] content = Samples.bytes(100, 1);
    StoredObject object = created(key, content);
    committed(store().append(key, Samples.withWhole(object, content, Samples.bytes(1, 2))));
    assertFails(() -> readAll(key, object.version(), 0), StoreFailure.Rejected.class);
    assertFails(() -> readAll(key, object.version(), 50), StoreFailure.Rejected.class);
  }

  @Test
  default void read_replacedBySameLength_isRejected() throws IOException {
    ObjectKey key = key("stale");
    StoredObject object = created(key, Samples.bytes(100, 1));
    committed(store().replace(key, object.version(), Content.of(Samples.bytes(100, 2))));
    assertFails(() -> readAll(key, object.version(), 0), StoreFailure.Rejected.class);
  }

  @Test
  default void read_absent_isRejected() throws IOException {
    ObjectKey key = key("vanished.log");
    StoredObject object = created(key, Samples.bytes(100, 1));
    store().delete(key, object.version());
    assertFails(() -> readAll(key, object.version(), 0), StoreFailure.Rejected.class);
  }

  private int readAll(ObjectKey key, String version, long offset) throws IOException {
    try (InputStream in = store().read(key, version, offset)) {
      return in.readAllBytes().length;
    }
  }
}
