package io.runtimeagent.agent.entrypoint;

import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The image of the Dockerfile, built and run without a daemon.
final class Images {
  static final String AIRFLOW = "localhost/runtime-agent-test/airflow";
  /// `-Dimage=NAME` tests one that has been built already.
  private static final Optional<String> BUILT = Optional.ofNullable(System.getProperty("image"));

  private static final String IMAGE = BUILT.orElse("localhost/runtime-agent-test/project");
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int BUILD_MINUTES = 40;

  private Images() {}

  record Result(int exit, String out, String err) {}

  static void build() throws Exception {
    if (BUILT.isPresent()) {
      return;
    }
    Result built =
        execute(
            BUILD_MINUTES,
            ServerTools.executable("image").toString(),
            "bud",
            "--format",
            "docker",
            "--isolation",
            "chroot",
            // What Maven has fetched once it need not fetch again.
            "-v",
            Path.of(System.getProperty("user.home"), ".m2") + ":/root/.m2",
            "--build-arg",
            "AIRFLOW_IMAGE=" + AIRFLOW,
            "--build-arg",
            "BUILD_IMAGE=localhost/runtime-agent-test/build",
            "--build-arg",
            "IMAGE_TAG=2.11.0-test",
            "--build-arg",
            "REVISION=test",
            "-t",
            IMAGE,
            ROOT.toString());
    if (built.exit() != 0) {
      throw new AssertionError("The image cannot be built: " + built.out() + built.err());
    }
  }

  /// Builds a project's image on ours, as a user of it does, and gives its name.
  static String derived(Path project, String tag) throws Exception {
    Files.writeString(project.resolve("Dockerfile"), "FROM " + IMAGE + "\n");
    String name = "localhost/runtime-agent-test/derived";
    var words = new ArrayList<>(List.of("buildah", "bud", "--format", "docker"));
    words.addAll(List.of("--isolation", "chroot", "--build-arg", "IMAGE_TAG=" + tag));
    words.addAll(List.of("-t", name, project.toString()));
    Result built = execute(BUILD_MINUTES, words.toArray(String[]::new));
    if (built.exit() != 0) {
      throw new AssertionError("The project's image cannot be built: " + built.err());
    }
    return name;
  }

  /// The items of a field of the image's configuration; a label is `name=value`.
  static List<String> config(String field) throws Exception {
    String format =
        "{{with .Docker.Config}}{{range $k, $v := .Labels}}Labels {{$k}}={{$v}}\n{{end}}"
            + Stream.of("Entrypoint", "Cmd", "Env", "OnBuild")
                .map(name -> "{{range ." + name + "}}" + name + " {{.}}\n{{end}}")
                .reduce("", String::concat)
            + "User {{.User}}\nWorkingDir {{.WorkingDir}}\n{{end}}";
    Result inspected =
        execute(1, "buildah", "inspect", "--type", "image", "--format", format, IMAGE);
    return inspected
        .out()
        .lines()
        .filter(line -> line.startsWith(field + " "))
        .map(line -> line.substring(field.length() + 1))
        .toList();
  }

  /// Runs a command in a container to its end.
  static Result run(List<String> options, String... command) throws Exception {
    return runOf(IMAGE, options, command);
  }

  static Result runOf(String image, List<String> options, String... command) throws Exception {
    var all = new ArrayList<>(options);
    all.addAll(List.of("--rm", image));
    return execute(3, podman("run", all, command));
  }

  /// Starts a container that ships to /store.
  static Container start(List<String> options, String... command) throws Exception {
    var all = new ArrayList<>(options);
    all.addAll(List.of("--detach", "-e", "AIRFLOW__RUNTIME_AGENT__DESTINATION=file:///store"));
    all.addAll(List.of("-e", "AIRFLOW__RUNTIME_AGENT__HTTP_PORT=0", IMAGE));
    Result started = execute(1, podman("run", all, command));
    if (started.exit() != 0) {
      throw new AssertionError("The container does not start: " + started.err());
    }
    return new Container(started.out().strip());
  }

  private static String[] podman(String verb, List<String> optionsAndImage, String... command) {
    var words = new ArrayList<>(List.of("podman", "--runtime", "runc", verb, "--network", "host"));
    words.addAll(List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"));
    words.addAll(optionsAndImage);
    words.addAll(List.of(command));
    return words.toArray(String[]::new);
  }

  private static Result execute(long minutes, String... words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("image", ".out");
    Path err = Files.createTempFile("image", ".err");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError(
            String.join(" ", words) + " does not end: " + Files.readString(err));
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /// A container in the background.
  record Container(String id) implements AutoCloseable {
    /// SIGTERM, and SIGKILL after a minute.
    void stop() throws IOException, InterruptedException {
      Result unused = execute(2, "podman", "--runtime", "runc", "stop", "--time", "60", id);
    }

    int exit() throws IOException, InterruptedException {
      return Integer.parseInt(execute(2, "podman", "wait", id).out().strip());
    }

    String log() throws IOException, InterruptedException {
      Result logs = execute(1, "podman", "logs", id);
      return logs.out() + logs.err();
    }

    @Override
    public void close() throws IOException {
      try {
        Result unused = execute(2, "podman", "--runtime", "runc", "rm", "--force", id);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
