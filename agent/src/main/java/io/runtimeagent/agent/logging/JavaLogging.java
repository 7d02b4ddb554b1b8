package io.runtimeagent.agent.logging;

import org.slf4j.bridge.SLF4JBridgeHandler;

/// Made by `java.util.logging` itself, if some library wakes it: leads its records into our log.
public final class JavaLogging {

  public JavaLogging() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }
}
