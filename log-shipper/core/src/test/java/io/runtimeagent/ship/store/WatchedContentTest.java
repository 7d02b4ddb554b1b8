package io.runtimeagent.ship.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.ContentChangedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class WatchedContentTest {
  private static final byte[] BYTES = Samples.bytes(100, 1);

  private static void readAll(Content content) {
    try (InputStream in = content.open()) {
      in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readable_givesItsBytesAndNoFailure() throws IOException {
    var content = new WatchedContent(Content.of(BYTES));
    assertThat(content.open().readAllBytes()).isEqualTo(BYTES);
    assertThat(content.failure()).isEmpty();
    var doubtful = new WriteOutcome.Doubtful("503");
    assertThat(content.outcome(doubtful)).isSameAs(doubtful);
  }

  @Test
  void changing_isRememberedAsTheReason() {
    var content = new WatchedContent(Samples.changing(BYTES));
    assertThatThrownBy(() -> readAll(content)).isInstanceOf(UncheckedIOException.class);
    assertThat(content.failure()).containsInstanceOf(ContentChangedException.class);
    assertThat(content.outcome(new WriteOutcome.Doubtful("broken pipe")))
        .isInstanceOf(WriteOutcome.SourceChanged.class);
  }

  @Test
  void shorterThanAnnounced_fails() {
    Content whole = Content.of(BYTES);
    var content =
        new WatchedContent(
            new Content() {
              @Override
              public long length() {
                return whole.length() + 1;
              }

              @Override
              public int crc32c() {
                return whole.crc32c();
              }

              @Override
              public InputStream open() throws IOException {
                return whole.open();
              }
            });
    assertThatThrownBy(() -> readAll(content)).hasMessageContaining("1 bytes early");
    assertThat(content.failure()).isPresent();
  }
}
