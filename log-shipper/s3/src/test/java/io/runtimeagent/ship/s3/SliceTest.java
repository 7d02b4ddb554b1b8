package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.ContentChangedException;
import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.store.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceTest {
  @ParameterizedTest
  @CsvSource({"10, 10, 1", "11, 10, 2", "20, 10, 2", "100001, 1000, 101", "200000, 70000, 3"})
  void slices_areTheContent(int length, int sliceLength, int count) throws IOException {
    byte[] bytes = Samples.bytes(length, 1);
    List<Content> slices = Slice.cut(Content.of(bytes), sliceLength);
    assertThat(slices).hasSize(count);
    var all = new ByteArrayOutputStream();
    for (Content slice : slices) {
      byte[] part = read(slice);
      assertThat(part).hasSize((int) slice.length());
      assertThat(slice.crc32c()).isEqualTo(Crc32c.of(part));
      all.writeBytes(part);
    }
    assertThat(all.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void contentThatChanged_givesNoSlices() {
    assertThatThrownBy(() -> Slice.cut(Samples.changing(Samples.bytes(100, 1)), 30))
        .isInstanceOf(ContentChangedException.class);
  }

  @Test
  void contentThatChangesAfterwards_failsWhereItDid() throws IOException {
    var content = new Rewritable(Samples.bytes(100, 1));
    List<Content> slices = Slice.cut(content, 30);
    content.bytes[45] ^= 1;
    assertThat(read(slices.get(0))).hasSize(30);
    assertThatThrownBy(() -> read(slices.get(1))).isInstanceOf(ContentChangedException.class);
    assertThat(read(slices.get(2))).hasSize(30);
  }

  private static byte[] read(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return in.readAllBytes();
    }
  }

  /// A content that does not notice that it is written to.
  private static final class Rewritable implements Content {
    private final byte[] bytes;

    Rewritable(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public int crc32c() {
      return Crc32c.of(bytes);
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }
}
