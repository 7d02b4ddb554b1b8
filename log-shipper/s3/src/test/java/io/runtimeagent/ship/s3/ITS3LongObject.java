package io.runtimeagent.ship.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.MinioServer;
import io.runtimeagent.ship.testing.WithServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Objects of gigabytes grow by what is new, in a process with a small heap.
@WithServer(MinioServer.class)
class ITS3LongObject {
  private final MinioServer server;

  ITS3LongObject(MinioServer server) {
    this.server = server;
  }

  @Test
  void objectOfTwoGigabytes_growsWithinSmallMemory(@TempDir Path folder) throws Exception {
    new MinioBucket(server, "long").createIfAbsent();
    Path output = folder.resolve("output");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx24m", "-XX:MaxDirectMemorySize=16m", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LongObjectWriter.class.getName());
    command.addAll(List.of(server.endpoint().toString(), server.accessKey(), server.secretKey()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as(text(output)).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
