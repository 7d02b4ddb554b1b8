package io.runtimeagent.ship.testing.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtimeagent.ship.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A real Airflow, from an empty home to a task that ran.
class ITAirflowServer {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  @ParameterizedTest
  @EnumSource(AirflowRelease.class)
  void airflow_runsATask(AirflowRelease release) throws IOException {
    try (PostgresServer database = PostgresServer.start();
        AirflowServer airflow =
            AirflowServer.create(release, database, Map.of("GREETING", "hey"))) {
      Files.writeString(
          airflow.dags().resolve("once.py"),
          """
          import os, pathlib
          try:
              from airflow.sdk import dag, task
          except ImportError:
              from airflow.decorators import dag, task

          @dag(schedule="@once", start_date=__import__("datetime").datetime(2024, 1, 1))
          def once():
              @task
              def greet():
                  text = pathlib.Path(os.environ["AIRFLOW_HOME"], "text")
                  text.write_text(os.environ["GREETING"])
                  text.rename(text.with_name("greeting"))
              greet()

          once()
          """);
      airflow.start();
      Await.until(LIMIT, "the task ran", () -> Files.exists(airflow.home().resolve("greeting")));
      assertThat(Files.readString(airflow.home().resolve("greeting"))).isEqualTo("hey");
      assertThat(airflow.airflow("version")).contains(release.version());
      airflow.kill(AirflowPart.SCHEDULER);
      assertThat(airflow.isRunning(AirflowPart.SCHEDULER)).isFalse();
      assertThat(airflow.isRunning(AirflowPart.WEB)).isTrue();
    }
  }
}
