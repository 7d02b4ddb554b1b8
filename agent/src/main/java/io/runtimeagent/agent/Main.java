package io.runtimeagent.agent;

import io.runtimeagent.agent.command.Commands;
import io.runtimeagent.agent.command.ExitCode;
import io.runtimeagent.agent.command.Rehearsal;
import io.runtimeagent.agent.command.Running;
import io.runtimeagent.agent.command.Shell;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.run.Version;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The program: what the operating system hands over becomes a shell, and an exit code comes back.
public final class Main {
  private Main() {}

  /// Never returns: the process ends with the command's exit code, or with 1 when the program
  /// itself is broken.
  public static void main(String[] arguments) {
    var shell =
        new Shell(
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            ConfigInput.ofProcess().environment(),
            viewer());
    System.exit(exitCode(shell, Arrays.asList(arguments)));
  }

  private static int exitCode(Shell shell, List<String> arguments) {
    try {
      return execute(shell, arguments).number();
    } catch (InterruptedException | IOException | RuntimeException e) {
      System.getLogger(Main.class.getName()).log(Level.ERROR, "The agent is broken.", e);
      return ExitCode.NOT_SO.number();
    }
  }

  private static ExitCode execute(Shell shell, List<String> arguments)
      throws IOException, InterruptedException {
    if (arguments.equals(List.of("run"))) {
      return Running.untilSignalled(shell);
    }
    if (arguments.size() == 2 && arguments.getFirst().equals("rehearse")) {
      return new Rehearsal(shell).run(Path.of(arguments.getLast()));
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
