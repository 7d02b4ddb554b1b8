package io.runtimeagent.ship.s3.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HttpHeadTest {
  private static final int[] LENGTHS = {0, 1, 2, 253, 254, 255, 256, 257, 511, 512, 513, 5_000};

  static Stream<Function<InputStream, InputStream>> waysToCome() {
    return Stream.of(
        at -> at,
        Trickle::new,
        at -> new BufferedInputStream(at, 4096),
        at -> new BufferedInputStream(new Trickle(at), 16));
  }

  @ParameterizedTest
  @MethodSource("waysToCome")
  void lines_areTakenOneByOne_andNothingBehindThem(Function<InputStream, InputStream> way)
      throws IOException {
    var text = new StringBuilder();
    for (int length : LENGTHS) {
      text.append("x".repeat(length)).append(length % 2 == 0 ? "\r\n" : "\n");
    }
    InputStream in = way.apply(stream(text + "the body\nof the reply"));
    for (int length : LENGTHS) {
      assertThat(HttpHead.line(in)).isEqualTo("x".repeat(length));
    }
    assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo("the body\nof the reply");
  }

  @ParameterizedTest
  @MethodSource("waysToCome")
  void lineWithoutEnd_isAHangUp(Function<InputStream, InputStream> way) {
    InputStream in = way.apply(stream("HTTP/1.1 200"));
    assertThatThrownBy(() -> HttpHead.line(in)).isInstanceOf(EOFException.class);
  }

  @Test
  void lineWithoutBounds_isRefused() {
    InputStream in = stream("x".repeat(100_000));
    assertThatThrownBy(() -> HttpHead.line(in)).hasMessageContaining("too long");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// A network that delivers byte by byte and cannot go back.
  private static final class Trickle extends FilterInputStream {
    Trickle(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return super.read(buffer, offset, Math.min(1, length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    @Override
    public synchronized void reset() throws IOException {
      throw new IOException("It cannot go back.");
    }
  }
}
