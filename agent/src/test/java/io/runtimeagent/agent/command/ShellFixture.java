package io.runtimeagent.agent.command;

import io.runtimeagent.agent.command.Shell.Viewer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A shell whose output is kept, over an Airflow home with a log folder and a folder as store.
final class ShellFixture {
  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  ShellFixture(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(logs());
    environment.put("AIRFLOW_HOME", home().toString());
    environment.put("AIRFLOW__RUNTIME_AGENT__DESTINATION", store().toUri().toString());
    environment.put("AIRFLOW__RUNTIME_AGENT__HTTP_PORT", "0");
    environment.put("AIRFLOW__RUNTIME_AGENT__HEARTBEAT", "off");
  }

  Path home() {
    return folder.resolve("airflow");
  }

  Path logs() {
    return home().resolve("logs");
  }

  Path store() {
    return folder.resolve("store");
  }

  ShellFixture set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ShellFixture setKey(String key, String value) {
    return set("AIRFLOW__RUNTIME_AGENT__" + key.toUpperCase(java.util.Locale.ROOT), value);
  }

  void log(String path, String content) throws IOException {
    Path log = logs().resolve(path);
    Files.createDirectories(log.resolveSibling("."));
    Files.writeString(log, content);
  }

  Outcome run(String... arguments) throws InterruptedException {
    var out = new StringWriter();
    var err = new StringWriter();
    var shell = shell(out, err);
    ExitCode exit = new Commands(shell, "runtime-agent 1.2.3").execute(arguments);
    return new Outcome(exit, out.toString(), err.toString());
  }

  Shell shell(StringWriter out, StringWriter err) {
    return new Shell(
        new PrintWriter(out, true), new PrintWriter(err, true), environment, Viewer.STREAM);
  }

  /// What a command said, and how it ended.
  record Outcome(ExitCode exit, String out, String err) {}
}
