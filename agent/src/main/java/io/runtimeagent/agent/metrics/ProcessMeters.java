package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The process as Prometheus' own clients describe it, read from Linux' process file system.
///
/// Where that is missing the figures are NaN.
final class ProcessMeters {
  private static final double TICKS_PER_SECOND = 100;
  private static final double PAGE_BYTES = 4_096;

  private final Path process;

  ProcessMeters(Path process) {
    this.process = process;
  }

  static ProcessMeters ofThisProcess() {
    return new ProcessMeters(Path.of("/proc/self"));
  }

  void register(MeterRegistry registry) {
    FunctionCounter.builder(Names.PROCESS_CPU, this, ProcessMeters::cpuSeconds)
        .description("Total user and system CPU time spent in seconds.")
        .register(registry);
    gauge(
        registry,
        Names.PROCESS_RESIDENT_MEMORY,
        "Resident memory size in bytes.",
        me -> me.memory(1));
    gauge(
        registry,
        Names.PROCESS_VIRTUAL_MEMORY,
        "Virtual memory size in bytes.",
        me -> me.memory(0));
    gauge(
        registry,
        Names.PROCESS_OPEN_FDS,
        "Number of open file descriptors.",
        ProcessMeters::openFiles);
    gauge(
        registry,
        Names.PROCESS_MAX_FDS,
        "Maximum number of open file descriptors.",
        ProcessMeters::mostOpenFiles);
    gauge(
        registry,
        Names.PROCESS_START_TIME,
        "Start time of the process since unix epoch in seconds.",
        ProcessMeters::startSeconds);
  }

  private void gauge(
      MeterRegistry registry, String name, String help, ToDoubleFunction<ProcessMeters> value) {
    Gauge.builder(name, this, value).description(help).strongReference(true).register(registry);
  }

  double cpuSeconds() {
    String[] fields = stat();
    return fields.length < 13
        ? Double.NaN
        : (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  double memory(int field) {
    String[] fields = read("statm").split(" ");
    return fields.length < 2 ? Double.NaN : Long.parseLong(fields[field]) * PAGE_BYTES;
  }

  double startSeconds() {
    String[] fields = stat();
    long boot =
        lines("../stat").stream()
            .filter(line -> line.startsWith("btime "))
            .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
            .findFirst()
            .orElse(0);
    return fields.length < 20 || boot == 0
        ? Double.NaN
        : boot + Long.parseLong(fields[19]) / TICKS_PER_SECOND;
  }

  double openFiles() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      long count = -1;
      for (Path _ : files) {
        count++;
      }
      return count;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  double mostOpenFiles() {
    return lines("limits").stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split(" {2,}")[1])
        .mapToDouble(
            soft -> soft.equals("unlimited") ? Double.POSITIVE_INFINITY : Long.parseLong(soft))
        .findFirst()
        .orElse(Double.NaN);
  }

  /// The fields behind the program's name, which may itself contain spaces and parentheses.
  private String[] stat() {
    String line = read("stat");
    return line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
  }

  private List<String> lines(String file) {
    return read(file).lines().toList();
  }

  private String read(String file) {
    try {
      return Files.readString(process.resolve(file));
    } catch (IOException e) {
      return "";
    }
  }
}
