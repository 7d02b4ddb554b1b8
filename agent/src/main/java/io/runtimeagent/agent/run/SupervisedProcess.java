package io.runtimeagent.agent.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The process of Airflow beside which the entry point started the agent.
///
/// Its number may be given to another process after its end, and until somebody asks for its exit
/// code it is still listed: so it is alive only while the process of that number began when it did
/// and is no zombie.
final class SupervisedProcess {
  private final Path stat;
  private final Optional<String> began;

  private SupervisedProcess(Path stat) {
    this.stat = stat;
    this.began = look().map(Look::began);
  }

  /// The process as it is now; one that is gone already is not alive.
  static SupervisedProcess of(long pid) {
    return in(Path.of("/proc"), pid);
  }

  static SupervisedProcess in(Path processes, long pid) {
    return new SupervisedProcess(processes.resolve(Long.toString(pid)).resolve("stat"));
  }

  boolean isAlive() {
    return began.isPresent()
        && look().filter(now -> !now.ended() && now.began().equals(began.get())).isPresent();
  }

  private Optional<Look> look() {
    try {
      String line = Files.readString(stat);
      String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
      return Optional.of(new Look(fields[0], fields[19]));
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private record Look(String state, String began) {
    boolean ended() {
      return state.equals("Z") || state.equals("X");
    }
  }
}
