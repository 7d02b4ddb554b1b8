package io.runtimeagent.agent.run;

import java.lang.reflect.Proxy;

/// Leads the operating system's signals to end into a `Termination`.
///
/// A shutdown hook would not do: it runs beside those of the stores' libraries, which close what
/// the drain needs, and the exit code would be 143. The JDK's class for signals lives in the
/// supported module `jdk.unsupported`; it is reached by name because the compiler warns of it
/// without a way to say that it is meant.
public final class Signals {
  private Signals() {}

  public static void handle(Termination termination) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object ours =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "equals" -> arguments != null && arguments[0] == proxy;
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "toString" -> "ends the agent";
                    default -> {
                      termination.request();
                      yield null;
                    }
                  });
      for (String name : new String[] {"TERM", "INT"}) {
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, one, ours);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Signals cannot be handled", e);
    }
  }
}
