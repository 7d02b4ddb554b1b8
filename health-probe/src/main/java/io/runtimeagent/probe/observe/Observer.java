package io.runtimeagent.probe.observe;

/// Asks Airflow for the monitoring DAG's newest runs.
public interface Observer extends AutoCloseable {
  /// Asks once. Whatever goes wrong over there is an answer, never an exception; whoever waits is
  /// told within the observer's own time-outs.
  Observed observe() throws InterruptedException;

  /// Who is asked, for people: no secret, no user name.
  String source();

  @Override
  void close();
}
