package io.runtimeagent.agent.metrics;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The virtual machine under the names that Prometheus' Java client gave the world.
final class JvmMeters {
  private JvmMeters() {}

  static void register(MeterRegistry registry) {
    memory(registry, Names.JVM_MEMORY_USED, "Used bytes of a memory area.", MemoryUsage::getUsed);
    memory(
        registry,
        Names.JVM_MEMORY_COMMITTED,
        "Committed bytes of a memory area.",
        MemoryUsage::getCommitted);
    memory(registry, Names.JVM_MEMORY_MAX, "Maximum bytes of a memory area.", MemoryUsage::getMax);
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      FunctionTimer.builder(
              Names.JVM_GC,
              gc,
              GarbageCollectorMXBean::getCollectionCount,
              GarbageCollectorMXBean::getCollectionTime,
              TimeUnit.MILLISECONDS)
          .description("Time spent in a garbage collector.")
          .tag("gc", gc.getName())
          .register(registry);
    }
    var threads = ManagementFactory.getThreadMXBean();
    gauge(registry, Names.JVM_THREADS, "Current platform threads.", threads::getThreadCount);
    gauge(
        registry, Names.JVM_THREADS_PEAK, "Peak of platform threads.", threads::getPeakThreadCount);
    var classes = ManagementFactory.getClassLoadingMXBean();
    gauge(registry, Names.JVM_CLASSES, "Classes that are loaded.", classes::getLoadedClassCount);
  }

  private static void gauge(
      MeterRegistry registry, String name, String help, Supplier<Number> value) {
    Gauge.builder(name, value).description(help).register(registry);
  }

  private static void memory(
      MeterRegistry registry, String name, String help, ToLongFunction<MemoryUsage> figure) {
    var memory = ManagementFactory.getMemoryMXBean();
    Gauge.builder(name, () -> figure.applyAsLong(memory.getHeapMemoryUsage()))
        .description(help)
        .tag("area", "heap")
        .register(registry);
    Gauge.builder(name, () -> figure.applyAsLong(memory.getNonHeapMemoryUsage()))
        .description(help)
        .tag("area", "nonheap")
        .register(registry);
  }
}
