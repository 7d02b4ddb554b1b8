package io.runtimeagent.agent.config.airflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs the command as a process of its own, without a shell, as Airflow does; unlike Airflow for a
/// bounded time, and without repeating in a message what may be secret.
public final class ProcessSecretCommand implements SecretCommand {
  private static final int MAX_OUTPUT_BYTES = 1 << 20;

  private final Duration timeout;

  public ProcessSecretCommand(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public Reading run(String commandLine, String source) {
    try {
      List<String> words = ShellWords.split(commandLine);
      if (words.isEmpty()) {
        return new Reading.Failed(source, "a command that prints the value.");
      }
      return run(words, source);
    } catch (UnreadableValueException e) {
      return new Reading.Failed(source, e.getMessage() + ".");
    }
  }

  private Reading run(List<String> words, String source) {
    String program = words.getFirst();
    Process process;
    try {
      process = new ProcessBuilder(words).start();
    } catch (IOException _) {
      return new Reading.Failed(
          source, "a command that can be run; " + program + " is not there or not executable.");
    }
    try {
      return outcome(words, process, source);
    } catch (TimeoutException _) {
      return new Reading.Failed(
          source, "a command that ends in " + timeout.toSeconds() + " s; " + program + " did not.");
    } catch (IOException e) {
      return new Reading.Failed(source, "a command whose output can be read; " + e.getMessage());
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Reading outcome(List<String> words, Process process, String source)
      throws IOException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    process.getOutputStream().close();
    FutureTask<String> output = reader(process.getInputStream(), "command-output");
    FutureTask<String> errors = reader(process.getErrorStream(), "command-errors");
    String printed = await(output, deadline);
    String complaint = await(errors, deadline);
    int exit = exitCode(process, deadline);
    if (exit != 0) {
      String said = new Complaint(words, printed).withoutSecrets(complaint);
      return new Reading.Failed(
          source,
          "a command that succeeds; " + words.getFirst() + " ended with exit code " + exit + said);
    }
    return new Reading.Given(printed.replaceFirst("[\r\n]+$", ""), source);
  }

  private static FutureTask<String> reader(InputStream stream, String name) {
    FutureTask<String> reader =
        new FutureTask<>(
            () -> new String(stream.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8));
    Thread.ofVirtual().name(name).start(reader);
    return reader;
  }

  private static String await(FutureTask<String> reader, long deadline)
      throws IOException, TimeoutException {
    try {
      return reader.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the pipe broke.", e);
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static int exitCode(Process process, long deadline) throws IOException, TimeoutException {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      return process.exitValue();
    } catch (InterruptedException _) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("the agent was told to stop meanwhile.");
  }
}
