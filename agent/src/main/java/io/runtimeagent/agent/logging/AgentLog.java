package io.runtimeagent.agent.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/// Turns the log on. Whatever a library logs, by whichever logging interface, comes out here.
public final class AgentLog {
  /// Marks records of which each one counts, however many come at a time.
  public static final Marker EACH = MarkerFactory.getMarker("EACH");

  private final PrintWriter out;

  public AgentLog(PrintWriter out) {
    this.out = out;
  }

  /// JSON lines, for the long-running agent.
  public void json(String level) {
    install(new JsonLines(), Level.toLevel(level, Level.INFO));
  }

  /// Warnings in plain words, for a person who ran a command.
  public void plain() {
    install(new PlainLines(), Level.WARN);
  }

  private void install(LineFormat format, Level level) {
    System.setProperty("java.util.logging.config.class", JavaLogging.class.getName());
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    var appender = new LineAppender(out, format, new Repeats(System::nanoTime));
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.addAppender(appender);
    root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.INFO);
    context.getLogger("io.runtimeagent").setLevel(level);
    // It tells of its own making and unmaking, which we tell ourselves.
    context.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
  }
}
