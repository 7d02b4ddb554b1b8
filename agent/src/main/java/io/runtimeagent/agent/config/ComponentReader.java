package io.runtimeagent.agent.config;

import io.runtimeagent.agent.config.airflow.ShellWords;
import io.runtimeagent.agent.config.airflow.UnreadableValueException;
import io.runtimeagent.agent.config.fault.Fault;
import io.runtimeagent.agent.config.fault.Note;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds out which part of Airflow the agent runs beside, from the key `role` and from what the
/// entry point passed on.
final class ComponentReader {
  static final String PID = "RUNTIME_AGENT_AIRFLOW_PID";
  static final String COMMAND = "RUNTIME_AGENT_AIRFLOW_COMMAND";
  static final String PULSE = "RUNTIME_AGENT_PULSE";

  private final ConfigInput input;
  private final ConfigValues values;

  ComponentReader(ConfigInput input, ConfigValues values) {
    this.input = input;
    this.values = values;
  }

  Component read() {
    String command = input.variable(COMMAND);
    RoleChoice choice = values.get(AgentSettings.ROLE);
    Optional<Found> found = found(command);
    if (found.isEmpty() && !command.isEmpty() && choice == RoleChoice.AUTO) {
      String text = "No part of Airflow is recognised in it; the role is worker. Set role.";
      values.findings().note(new Note(COMMAND, "environment", text));
    }
    Found sure =
        found.orElse(
            new Found(command.isEmpty() ? Role.STANDALONE : Role.WORKER, Component.Lifetime.LONG));
    Role role = choice.or(sure.role());
    if (choice == RoleChoice.AUTO) {
      String source = command.isEmpty() ? "default, nothing is supervised" : COMMAND;
      values.derived(AgentSettings.ROLE, "auto: " + role.word(), source);
    }
    return new Component(role, sure.lifetime(), supervised(command));
  }

  private Component.@Nullable Supervised supervised(String command) {
    String pid = input.variable(PID);
    if (pid.isEmpty()) {
      return null;
    }
    if (!pid.matches("[1-9][0-9]{0,9}")) {
      String accepted = "the id of a process.";
      values.findings().fault(new Fault(PID, "environment", pid, accepted));
      return null;
    }
    String pulse = input.variable(PULSE);
    return new Component.Supervised(
        Long.parseLong(pid), command, pulse.isEmpty() ? null : Path.of(pulse));
  }

  private record Found(Role role, Component.Lifetime lifetime) {}

  private static Optional<Found> found(String command) {
    List<String> words = words(command);
    for (int at = 0; at < words.size(); at++) {
      Optional<Found> found = at(words.subList(at, words.size()));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> at(List<String> words) {
    String first = words.getFirst();
    String second = words.size() > 1 ? words.get(1) : "";
    if (first.contains("execute_workload")) {
      return Optional.of(new Found(Role.WORKER, Component.Lifetime.ONE_TASK));
    }
    return switch (first) {
      case "scheduler" -> role(Role.SCHEDULER);
      case "triggerer" -> role(Role.TRIGGERER);
      case "dag-processor" -> role(Role.DAG_PROCESSOR);
      case "standalone" -> role(Role.STANDALONE);
      case "celery", "edge" -> second.equals("worker") ? role(Role.WORKER) : Optional.empty();
      case "tasks" ->
          second.equals("run")
              ? Optional.of(new Found(Role.WORKER, Component.Lifetime.ONE_TASK))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Found> role(Role role) {
    return Optional.of(new Found(role, Component.Lifetime.LONG));
  }

  /// `bash -c "exec airflow celery worker"` holds the words that count inside of one.
  private static List<String> words(String command) {
    return split(command).stream()
        .flatMap(word -> word.indexOf(' ') < 0 ? Stream.of(word) : split(word).stream())
        .toList();
  }

  private static List<String> split(String command) {
    try {
      return ShellWords.split(command);
    } catch (UnreadableValueException _) {
      return Arrays.asList(command.strip().split("\\s+"));
    }
  }
}
