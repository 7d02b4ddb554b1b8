package io.runtimeagent.ship.testing.airflow;

import io.runtimeagent.ship.testing.LoopbackPort;
import io.runtimeagent.ship.testing.ServerTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A real Airflow for the time of a test: a home of its own, a metadata database in a PostgreSQL,
/// and the processes that the test asks for.
public final class AirflowServer implements AutoCloseable {
  /// An administrator, known to the web pages and the REST API.
  public static final String USERNAME = "admin";

  public static final String PASSWORD = "admin-password";

  private final AirflowRelease release;
  private final int port = LoopbackPort.free();
  private final Path home;
  private final Map<String, String> environment;
  private final Map<AirflowPart, Service> parts = new EnumMap<>(AirflowPart.class);

  private AirflowServer(AirflowRelease release, String sqlAlchemyConn, Map<String, String> extra) {
    this.release = release;
    this.home = ServerTools.outputFile("airflow-" + release.version() + "-" + port);
    this.environment = environment(sqlAlchemyConn);
    this.environment.putAll(extra);
  }

  /// Installs it if need be and gives it an initialised home, and a new database in `server` for
  /// its metadata. `extra` goes into the environment of all that runs. Nothing runs yet.
  public static AirflowServer create(
      AirflowRelease release, PostgresServer server, Map<String, String> extra) {
    ServerTools.executable(release.installer());
    String database =
        "airflow_" + release.name().toLowerCase(Locale.ROOT) + "_" + System.nanoTime();
    server.createDatabase(database);
    AirflowServer airflow = new AirflowServer(release, server.sqlAlchemyConn(database), extra);
    airflow.initialise();
    return airflow;
  }

  public AirflowRelease release() {
    return release;
  }

  /// `AIRFLOW_HOME`.
  public Path home() {
    return home;
  }

  /// The folder of DAGs; files that are put there are parsed within some ten seconds.
  public Path dags() {
    return home.resolve("dags");
  }

  /// `[logging] base_log_folder`.
  public Path logs() {
    return home.resolve("logs");
  }

  /// `[database] sql_alchemy_conn`.
  public String sqlAlchemyConn() {
    return environment.getOrDefault("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "");
  }

  /// The web server's base URL; the REST API is at `/api/v1` or `/api/v2` of it.
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// What Airflow's processes have in their environment besides the test's own.
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /// Starts all that is needed for tasks to run, and waits for the web server.
  public void start() {
    release.parts().forEach(this::start);
  }

  /// Starts one part; the web server is waited for until it answers.
  public void start(AirflowPart part) {
    Service service =
        parts.computeIfAbsent(part, _ -> new Service(home.getFileName() + "-" + name(part)));
    List<String> command = new ArrayList<>(List.of(executable()));
    command.addAll(release.command(part, port));
    service.launch(command, environment, () -> part != AirflowPart.WEB || answers());
  }

  public boolean isRunning(AirflowPart part) {
    Service service = parts.get(part);
    return service != null && service.isRunning();
  }

  /// Asks a part to end and waits for it.
  public void stop(AirflowPart part) {
    running(part).stop();
  }

  /// Ends a part and the tasks that it runs at once, as the loss of its container does.
  public void kill(AirflowPart part) {
    running(part).kill();
  }

  /// What a part prints.
  public Path log(AirflowPart part) {
    return running(part).log();
  }

  /// Runs `airflow` with these arguments and gives what it prints; it has to succeed.
  public String airflow(String... arguments) {
    List<String> command = new ArrayList<>(List.of(executable()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AIRFLOW"));
    builder.environment().putAll(environment);
    return CommandLine.run(builder);
  }

  @Override
  public void close() {
    for (Service part : parts.values()) {
      if (part.isRunning()) {
        part.kill();
      }
    }
    Service.delete(home);
  }

  private void initialise() {
    try {
      Files.createDirectories(dags());
      // Whom 3.x lets in; 2.x keeps its users in the database.
      Files.writeString(
          home.resolve("passwords.json"), "{\"" + USERNAME + "\": \"" + PASSWORD + "\"}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    airflow("db", "migrate");
    if (release == AirflowRelease.V2_11) {
      String[] user = {
        "users",
        "create",
        "--username",
        USERNAME,
        "--password",
        PASSWORD,
        "--role",
        "Admin",
        "--firstname",
        "A",
        "--lastname",
        "B",
        "--email",
        "a@example.org"
      };
      airflow(user);
    }
  }

  private Map<String, String> environment(String sqlAlchemyConn) {
    Map<String, String> all = new HashMap<>(release.environment(home, port));
    all.put("AIRFLOW_HOME", home.toString());
    all.put("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", sqlAlchemyConn);
    all.put("AIRFLOW__CORE__DAGS_FOLDER", dags().toString());
    all.put("AIRFLOW__CORE__EXECUTOR", "LocalExecutor");
    all.put("AIRFLOW__CORE__PARALLELISM", "4");
    all.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    all.put("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "False");
    all.put("AIRFLOW__CORE__FERNET_KEY", "dGhpcy1rZXktcHJvdGVjdHMtbm90aGluZy1hdC1hbGw=");
    all.put("AIRFLOW__LOGGING__BASE_LOG_FOLDER", logs().toString());
    all.put("AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT", String.valueOf(LoopbackPort.free()));
    all.put("AIRFLOW__LOGGING__TRIGGER_LOG_SERVER_PORT", String.valueOf(LoopbackPort.free()));
    all.put("PATH", Path.of(executable()).getParent() + ":" + System.getenv("PATH"));
    all.put("NO_PROXY", "127.0.0.1,localhost");
    all.put("no_proxy", "127.0.0.1,localhost");
    all.put("PYTHONUNBUFFERED", "1");
    return all;
  }

  private String executable() {
    return ServerTools.executable(release.installer()).toString();
  }

  private Service running(AirflowPart part) {
    Service service = parts.get(part);
    if (service == null) {
      throw new IllegalStateException(part + " was never started.");
    }
    return service;
  }

  private static String name(AirflowPart part) {
    return part.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private boolean answers() {
    try {
      var connection =
          (HttpURLConnection) url().resolve(release.healthPath()).toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(10_000);
      return connection.getResponseCode() == 200;
    } catch (IOException expected) {
      return false;
    }
  }
}
