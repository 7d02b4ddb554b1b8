package io.runtimeagent.probe;

import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.FirstThatWorks;
import io.runtimeagent.probe.observe.NothingToAsk;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ObserverConfig;
import io.runtimeagent.probe.observe.Supervised;
import io.runtimeagent.probe.observe.database.DatabaseObserver;
import io.runtimeagent.probe.observe.rest.RestObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Makes the observer that the configuration asks for.
public final class Observers {
  /// Two ways in a row still end within one tick.
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  private Observers() {}

  /// The API comes first where it is configured, since that was done on purpose; the database is
  /// known from Airflow's own configuration.
  public static Observer start(ObserverConfig config, InstantSource clock, ProbeListener listener) {
    List<Observer> ways = new ArrayList<>();
    if (config.api() != null && config.source() != ObserverConfig.Source.DATABASE) {
      ways.add(new Supervised(api(config.api(), config, clock), PATIENCE));
    }
    if (config.database() != null && config.source() != ObserverConfig.Source.API) {
      ways.add(new Supervised(database(config.database(), config), PATIENCE));
    }
    return ways.isEmpty() ? nothing(config) : new FirstThatWorks(ways, listener);
  }

  private static Observer api(ApiAccess api, ObserverConfig config, InstantSource clock) {
    return RestObserver.start(
        api, new RestObserver.Wanted(config.dagId(), config.fallback()), clock);
  }

  private static Observer database(DatabaseAccess database, ObserverConfig config) {
    return new DatabaseObserver(database, config.dagId(), config.fallback());
  }

  private static Observer nothing(ObserverConfig config) {
    return new NothingToAsk(
        switch (config.source()) {
          case API -> "heartbeat_source is api, but airflow_api_url is not set";
          case DATABASE -> "heartbeat_source is database, but Airflow has no sql_alchemy_conn";
          case AUTO -> "neither airflow_api_url nor Airflow's sql_alchemy_conn is set";
        });
  }
}
