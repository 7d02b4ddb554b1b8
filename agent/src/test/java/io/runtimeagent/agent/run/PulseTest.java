package io.runtimeagent.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.Await;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulseTest {
  private final Path temp;

  PulseTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void pulse_beatsUntilItIsClosed() throws Exception {
    Path pipe = temp.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    var pulse = new Pulse(pipe, Duration.ofMillis(1));
    pulse.start();
    try (InputStream heard = Files.newInputStream(pipe)) {
      assertThat(heard.readNBytes(3)).containsExactly('.', '.', '.');
      pulse.close();
      // Returns at the end of the stream, which only the pulse's end makes.
      byte[] unused = heard.readAllBytes();
    }
  }

  @Test
  void pipeThatIsNotThere_isNotMade() {
    Path nowhere = temp.resolve("nowhere");
    try (var pulse = new Pulse(nowhere, Duration.ofMillis(1))) {
      pulse.start();
      assertThat(Await.within(Duration.ofMillis(50), () -> Files.exists(nowhere))).isFalse();
    }
  }
}
