package io.runtimeagent.agent.run;

import io.runtimeagent.agent.runtime.AgentBuild;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/// Which build this is, as Maven wrote it into the program.
public record Version(String number, String revision) {

  public static Version ofThisBuild() {
    var properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Version.class.getResourceAsStream("build.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("build.properties cannot be read", e);
    }
    return new Version(properties.getProperty("version"), properties.getProperty("revision"));
  }

  public AgentBuild build() {
    return new AgentBuild(number, revision, Runtime.version().toString());
  }

  public String text() {
    return "runtime-agent %s (revision %s, Java %s)".formatted(number, revision, Runtime.version());
  }
}
