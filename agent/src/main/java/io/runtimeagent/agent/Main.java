package io.runtimeagent.agent;

import io.runtimeagent.agent.command.Commands;
import io.runtimeagent.agent.command.ExitCode;
import io.runtimeagent.agent.command.Running;
import io.runtimeagent.agent.command.Shell;
import io.runtimeagent.agent.run.Version;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The program: what the operating system hands over becomes a shell, and an exit code comes back.
public final class Main {
  private Main() {}

  /// Never returns: the process ends with the command's exit code.
  public static void main(String[] arguments) throws InterruptedException {
    var shell =
        new Shell(
            writer(FileDescriptor.out), writer(FileDescriptor.err), System.getenv(), viewer());
    System.exit(execute(shell, Arrays.asList(arguments)).number());
  }

  private static ExitCode execute(Shell shell, List<String> arguments) throws InterruptedException {
    if (arguments.equals(List.of("run"))) {
      return Running.untilSignalled(shell);
    }
    return new Commands(shell, Version.ofThisBuild().text())
        .execute(arguments.toArray(String[]::new));
  }

  private static Shell.Viewer viewer() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> Shell.Viewer.TERMINAL)
        .orElse(Shell.Viewer.STREAM);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
