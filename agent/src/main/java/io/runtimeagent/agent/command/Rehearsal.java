package io.runtimeagent.agent.command;

import io.runtimeagent.agent.run.Termination;
import io.runtimeagent.agent.run.Version;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs several commands in one process, so that a cache of classes can be made of what they load.
/// Only the build uses it.
///
/// Each line of the script is a command as a shell would take it, variables before it included:
/// `AIRFLOW_HOME=/x ship`. `run` ends by itself after five seconds.
public final class Rehearsal {
  private static final Duration RUN = Duration.ofSeconds(5);
  private static final List<String> PATHS =
      List.of("/metrics", "/-/healthy", "/-/ready", "/v1/status");

  private final Shell shell;

  public Rehearsal(Shell shell) {
    this.shell = shell;
  }

  /// Fails with the first command that does not end as it should.
  public ExitCode run(Path script) throws IOException, InterruptedException {
    for (String line : Files.readAllLines(script)) {
      ExitCode exit = line.isBlank() ? ExitCode.DONE : command(line);
      if (exit != ExitCode.DONE) {
        shell.err().println("Rehearsal: this ended with " + exit + ": " + line);
        return exit;
      }
    }
    return ExitCode.DONE;
  }

  private ExitCode command(String line) throws InterruptedException {
    Deque<String> words = new ArrayDeque<>(List.of(line.strip().split(" +")));
    Map<String, String> environment = new HashMap<>(shell.environment());
    while (words.getFirst().matches("[A-Z_0-9]+=.*")) {
      String[] variable = words.removeFirst().split("=", 2);
      environment.put(variable[0], variable[1]);
    }
    var own = new Shell(shell.out(), shell.err(), environment, shell.viewer());
    return List.copyOf(words).equals(List.of("run"))
        ? run(own)
        : new Commands(own, Version.ofThisBuild().text()).execute(words.toArray(String[]::new));
  }

  private static ExitCode run(Shell own) throws InterruptedException {
    var termination = new Termination();
    String port = own.environment().getOrDefault("AIRFLOW__RUNTIME_AGENT__HTTP_PORT", "9105");
    Thread visitor = Thread.ofVirtual().start(() -> visit(port, termination));
    try {
      return new Running(own, termination).run();
    } finally {
      visitor.join();
    }
  }

  /// Scrapes and probes as Prometheus and Kubernetes do, then ends the run.
  private static void visit(String port, Termination termination) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      TimeUnit.SECONDS.sleep(RUN.toSeconds());
      for (String path : PATHS) {
        get(client, "http://127.0.0.1:" + port + path, "text/plain");
        get(client, "http://127.0.0.1:" + port + path, "application/openmetrics-text");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      termination.request();
    }
  }

  private static void get(HttpClient client, String address, String accept)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Accept", accept)
            .header("Accept-Encoding", "gzip")
            .build();
    try {
      client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new IllegalStateException("The agent does not answer at " + address, e);
    }
  }
}
