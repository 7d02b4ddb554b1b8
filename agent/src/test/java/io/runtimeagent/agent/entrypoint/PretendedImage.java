package io.runtimeagent.agent.entrypoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The real entry point, with programs in place of the base image's entry point and of Python that
/// print what they were started with.
final class PretendedImage {
  private static final String TELL =
      """
      #!/bin/sh
      for word; do echo "word $(printf %s "$word" | tr '\\n' '\\001')"; done
      env | sed 's/^/env /'
      """;

  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  PretendedImage(Path root) throws IOException {
    this.root = root;
    program("opt/bin/entrypoint", Files.readString(Path.of("src/dist/bin/entrypoint")));
    program("opt/bin/runtime-agent", TELL);
    program("usr/base", TELL);
    program("usr/python3", "#!/bin/sh\necho supervised\n" + TELL);
    file("opt/lib/supervise.py", "");
    file("opt/airflow/runtime_agent_airflow/dags/m_dag.py", "import runtime_agent_airflow\n");
    Files.createDirectories(dags());
    environment.put("PATH", root.resolve("usr") + ":/usr/bin:/bin");
    environment.put("RUNTIME_AGENT_BASE_ENTRYPOINT", root.resolve("usr/base") + " --");
    environment.put("AIRFLOW_HOME", root.resolve("airflow").toString());
    environment.put("AIRFLOW_VERSION", "2.11.0");
  }

  Path home() {
    return root.resolve("opt");
  }

  Path dags() {
    return root.resolve("airflow/dags");
  }

  PretendedImage with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  PretendedImage without(String variable) {
    environment.remove(variable);
    return this;
  }

  PretendedImage airflowCfg(String text) throws IOException {
    file("airflow/airflow.cfg", text);
    return this;
  }

  void program(String path, String text) throws IOException {
    file(path, text);
    Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void file(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text);
  }

  void delete(String path) throws IOException {
    Files.delete(root.resolve(path));
  }

  Started start(String... words) throws IOException, InterruptedException {
    return start(home().resolve("bin/entrypoint"), words);
  }

  Started start(Path program, String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(root, "start", ".out");
    Path err = Files.createTempFile(root, "start", ".err");
    var builder =
        new ProcessBuilder(Stream.concat(Stream.of(program.toString()), Stream.of(words)).toList());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("The entry point does not end.");
    }
    return new Started(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /// What was started in the end.
  record Started(int exit, String out, String err) {
    boolean withAgent() {
      return out.startsWith("supervised\n");
    }

    Stream<String> words() {
      return lines("word ").map(word -> word.replace('\u0001', '\n'));
    }

    Stream<String> environment() {
      return lines("env ");
    }

    String variable(String name) {
      return environment()
          .filter(line -> line.startsWith(name + "="))
          .map(line -> line.substring(name.length() + 1))
          .findFirst()
          .orElse("not set");
    }

    private Stream<String> lines(String kind) {
      return out.lines()
          .filter(line -> line.startsWith(kind))
          .map(line -> line.substring(kind.length()));
    }
  }
}
