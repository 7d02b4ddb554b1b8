package io.runtimeagent.agent.airflow;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.ConfigLoader;
import io.runtimeagent.agent.config.ConfigOutcome;
import io.runtimeagent.agent.store.Stores;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.testing.MinioServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The bucket that the logs go to, read without Airflow and without the agent.
final class Bucket implements AutoCloseable {
  private static final String PREFIX = "logs/";

  private final Map<String, String> environment;
  private final ObjectStore store;

  private Bucket(Map<String, String> environment, ObjectStore store) {
    this.environment = environment;
    this.store = store;
  }

  static Bucket create(MinioServer server, String name) {
    server.createBucket(name);
    String connection =
        """
        {"conn_type": "aws", "login": "%s", "password": "%s", "extra": {"region_name": "%s", \
        "endpoint_url": "%s", "config_kwargs": {"s3": {"addressing_style": "path"}}}}\
        """
            .formatted(
                server.accessKey(), server.secretKey(), MinioServer.REGION, server.endpoint());
    Map<String, String> environment =
        Map.of(
            "AIRFLOW__LOGGING__REMOTE_LOGGING",
            "True",
            "AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER",
            "s3://" + name + "/" + PREFIX,
            "AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID",
            "minio",
            "AIRFLOW_CONN_MINIO",
            connection);
    AgentConfig config = config(environment);
    ObjectStore store =
        new Stores(RequestListener.NOOP)
            .open(config.shipping().destination(), PREFIX + ".runtime-agent/");
    return new Bucket(environment, store);
  }

  private static AgentConfig config(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("AIRFLOW_VERSION", "3.3.2");
    all.put("AIRFLOW_HOME", "/nonexistent");
    return switch (ConfigLoader.load(ConfigInput.of(all))) {
      case ConfigOutcome.Valid(AgentConfig config, _, _) -> config;
      case ConfigOutcome.Faulty faulty -> throw new AssertionError(faulty.faults().toString());
    };
  }

  /// What tells Airflow, and so the agent, of this bucket.
  Map<String, String> environment() {
    return environment;
  }

  /// The objects of a DAG, by the path of their log.
  Map<String, StoredObject> objects(String dag) throws IOException {
    Map<String, StoredObject> found = new TreeMap<>();
    for (ListedObject listed : list(PREFIX + "dag_id=" + dag + "/")) {
      String path = listed.key().value().substring(PREFIX.length());
      inspect(path).ifPresent(object -> found.put(path, object));
    }
    return found;
  }

  private List<ListedObject> list(String prefix) throws IOException {
    List<ListedObject> all = new ArrayList<>();
    store.list(prefix, all::add);
    return all;
  }

  private Optional<StoredObject> inspect(String path) {
    return store.inspect(new ObjectKey(PREFIX + path)) instanceof Inspection.Present(var object)
        ? Optional.of(object)
        : Optional.empty();
  }

  /// The object's bytes; none where there is no object.
  byte[] read(String path) throws IOException {
    Optional<StoredObject> object = inspect(path);
    if (object.isEmpty()) {
      return new byte[0];
    }
    String version = object.get().version();
    try (InputStream in = store.read(new ObjectKey(PREFIX + path), version, 0)) {
      return in.readAllBytes();
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
