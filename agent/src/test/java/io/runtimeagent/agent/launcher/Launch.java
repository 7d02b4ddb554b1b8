package io.runtimeagent.agent.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A distribution of the real launcher and pretended jars, run on a pretended Java that prints what
/// it was started with.
final class Launch {
  private static final String PRETENDED_JAVA =
      """
      #!/bin/sh
      for word in "$@"; do echo "arg $word"; done
      env | sed 's/^/env /'
      """;

  private final Path home;

  Launch(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.copy(Path.of("src/dist/bin/runtime-agent"), launcher());
    executable(launcher());
    jar("a.jar", "one");
    jar("b.jar", "two");
  }

  Path launcher() {
    return home.resolve("bin/runtime-agent");
  }

  Path lib(String name) {
    return home.resolve("lib").resolve(name);
  }

  void jar(String name, String content) throws IOException {
    Files.writeString(lib(name), content);
  }

  /// A Java home below `parent` that says it is of this version.
  static Path java(Path parent, String version) throws IOException {
    Path bin = Files.createDirectories(parent.resolve("bin"));
    Files.writeString(bin.resolve("java"), PRETENDED_JAVA);
    executable(bin.resolve("java"));
    Files.writeString(
        parent.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return parent;
  }

  /// Makes a cache that says it was made from what is there now.
  void cacheMadeFromThese(Path javaHome) throws IOException, InterruptedException {
    Files.writeString(lib("runtime-agent.aot"), "classes");
    Process listing =
        new ProcessBuilder(
                "sh", "-c", "cksum ./*.jar && cksum < '" + javaHome.resolve("release") + "'")
            .directory(home.resolve("lib").toFile())
            .redirectOutput(lib("runtime-agent.aot.made-from").toFile())
            .start();
    listing.waitFor();
  }

  Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(launcher(), environment, arguments);
  }

  static Result run(Path program, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("launch", ".out");
    Path err = Files.createTempFile("launch", ".err");
    var builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("sh", program.toString()), Stream.of(arguments)).toList());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The launcher does not end.");
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  record Result(int exit, String out, String err) {
    List<String> arguments() {
      return out.lines().filter(l -> l.startsWith("arg ")).map(l -> l.substring(4)).toList();
    }

    List<String> environment() {
      return out.lines().filter(l -> l.startsWith("env ")).map(l -> l.substring(4)).toList();
    }
  }
}
