package io.runtimeagent.probe;

import io.runtimeagent.probe.event.ProbeListener;
import io.runtimeagent.probe.observe.AfterRefusal;
import io.runtimeagent.probe.observe.ApiAccess;
import io.runtimeagent.probe.observe.DatabaseAccess;
import io.runtimeagent.probe.observe.FirstThatWorks;
import io.runtimeagent.probe.observe.NothingToAsk;
import io.runtimeagent.probe.observe.Observer;
import io.runtimeagent.probe.observe.ObserverConfig;
import io.runtimeagent.probe.observe.ObserverConfig.Source;
import io.runtimeagent.probe.observe.Supervised;
import io.runtimeagent.probe.observe.database.DatabaseObserver;
import io.runtimeagent.probe.observe.rest.RestObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the observer that the configuration asks for.
public final class Observers {
  /// All ways together: they still end within one tick.
  private static final Duration PATIENCE = Duration.ofSeconds(14);

  private static final Duration CALL = Duration.ofSeconds(5);

  private Observers() {}

  /// Why nobody can be asked as things are configured; empty where somebody can.
  public static Optional<String> whyNobody(ObserverConfig config) {
    return asksApi(config) || database(config) != null
        ? Optional.empty()
        : Optional.of(nobody(config));
  }

  /// The API comes first where it is configured, since that was done on purpose; the database is
  /// known from Airflow's own configuration.
  public static Observer start(ObserverConfig config, InstantSource clock, ProbeListener listener) {
    List<Observer> ways = startEach(config, clock);
    return ways.isEmpty() ? new NothingToAsk(nobody(config)) : new FirstThatWorks(ways, listener);
  }

  /// Every way to ask that is configured, in the order of preference; whoever asks closes them.
  public static List<Observer> startEach(ObserverConfig config, InstantSource clock) {
    List<Observer> ways = new ArrayList<>();
    if (asksApi(config) && config.api() != null) {
      ways.add(api(config.api(), config, clock));
    }
    DatabaseAccess database = database(config);
    if (database != null) {
      ways.add(database(database, config));
    }
    return supervised(ways);
  }

  private static List<Observer> supervised(List<Observer> ways) {
    Duration patience = PATIENCE.dividedBy(Math.max(1, ways.size()));
    return ways.stream()
        .<Observer>map(way -> new Supervised(new AfterRefusal(way, System::nanoTime), patience))
        .toList();
  }

  private static boolean asksApi(ObserverConfig config) {
    return config.api() != null && config.source() != Source.DATABASE;
  }

  /// Null where it is not to be asked, or of a kind that cannot be.
  private static @Nullable DatabaseAccess database(ObserverConfig config) {
    DatabaseAccess database = config.database();
    if (database == null || config.source() == Source.API) {
      return null;
    }
    return DatabaseObserver.whyUnreadable(database).isEmpty() ? database : null;
  }

  private static Observer api(ApiAccess api, ObserverConfig config, InstantSource clock) {
    return RestObserver.start(
        api, new RestObserver.Wanted(config.dagId(), config.fallback(), CALL), clock);
  }

  private static Observer database(DatabaseAccess database, ObserverConfig config) {
    return new DatabaseObserver(database, config.dagId(), config.fallback());
  }

  private static String nobody(ObserverConfig config) {
    Optional<String> unreadable =
        Optional.ofNullable(config.database()).flatMap(DatabaseObserver::whyUnreadable);
    return switch (config.source()) {
      case API -> "heartbeat_source is api, but airflow_api_url is not set";
      case DATABASE ->
          unreadable.orElse("heartbeat_source is database, but Airflow has no sql_alchemy_conn");
      case AUTO ->
          unreadable.orElse("neither airflow_api_url nor Airflow's sql_alchemy_conn is set");
    };
  }
}
