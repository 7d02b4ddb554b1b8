package io.runtimeagent.agent.run;

import io.runtimeagent.agent.config.AgentConfig;
import io.runtimeagent.agent.config.Component;
import io.runtimeagent.agent.config.ConfigInput;
import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.agent.http.HttpConfig;
import io.runtimeagent.agent.http.HttpFace;
import io.runtimeagent.agent.metrics.AgentMeters;
import io.runtimeagent.agent.metrics.RuntimeMeters;
import io.runtimeagent.agent.metrics.ShipGauges;
import io.runtimeagent.agent.metrics.ShipJournal;
import io.runtimeagent.agent.metrics.ShipMeters;
import io.runtimeagent.agent.probe.Watching;
import io.runtimeagent.agent.probe.WatchingMaker;
import io.runtimeagent.agent.runtime.Container;
import io.runtimeagent.agent.runtime.RuntimeWatch;
import io.runtimeagent.agent.runtime.lifecycle.VersionsCatalog;
import io.runtimeagent.agent.store.RenewingStore;
import io.runtimeagent.agent.store.StoreLease;
import io.runtimeagent.agent.store.Stores;
import io.runtimeagent.probe.ProbeConfig;
import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.ship.DrainReport;
import io.runtimeagent.ship.LogShipper;
import io.runtimeagent.ship.OnePass;
import io.runtimeagent.ship.ShipperParts;
import io.runtimeagent.ship.event.ShipListener;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import java.io.IOException;
import java.net.Authenticator;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Puts the agent together; the only place that makes its big parts.
public final class Assembly {
  private static final Duration PORT_RETRY = Duration.ofSeconds(30);
  private static final Duration PULSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AgentConfig config;
  private final ConfigInput input;
  private final ProbeConfig.Numbers numbers;

  /// With numbers of their own for tests, which cannot wait for ten minutes.
  Assembly(AgentConfig config, ConfigInput input, ProbeConfig.Numbers numbers) {
    this.config = config;
    this.input = input;
    this.numbers = numbers;
  }

  /// `input` is what `config` was read from, to read it again when the store refuses us. From now
  /// on every HTTP client of this process goes through the proxies that the configuration names.
  public static Assembly of(AgentConfig config, ConfigInput input) {
    ProxySelector.setDefault(config.proxySelector());
    config.proxyLogin().ifPresent(Authenticator::setDefault);
    return new Assembly(config, input, ProbeConfig.Numbers.STANDARD);
  }

  /// The agent, ready to be run.
  public AgentRun agent(Termination termination) {
    Version version = Version.ofThisBuild();
    var meters = new AgentMeters();
    meters.start(version.number(), version.revision());
    var sights = new ShippingSights();
    Optional<Shipping> shipping = shipping(meters, sights);
    shipping.ifPresent(s -> new ShipGauges(s::status).register(meters));
    Watching watching = watching(meters, shipping, sights);
    RuntimeWatch runtime = runtime();
    new RuntimeMeters(runtime::view).register(meters);
    var document = new StatusDocument(config, version, Instant.now());
    var face = new AgentFace(document, config, new AgentFace.Shown(shipping, watching, runtime));
    Ending ending = ending(shipping, termination);
    return new AgentRun(
        config,
        face,
        new AgentRun.Parts(pulse(), shipping, watching, http(face, meters), runtime, ending));
  }

  private Optional<Pulse> pulse() {
    return Optional.ofNullable(config.component().supervised())
        .flatMap(airflow -> Optional.ofNullable(airflow.pulse()))
        .map(pipe -> new Pulse(pipe, PULSE));
  }

  private RuntimeWatch runtime() {
    return new RuntimeWatch(
        Container.read(config, input),
        new VersionsCatalog(config.image().runtimeVersionsFile()),
        InstantSource.system());
  }

  private Watching watching(
      AgentMeters meters, Optional<Shipping> shipping, ShippingSights sights) {
    Optional<Lease> lease = shipping.map(some -> new StoreLease(some.store(), leaseKey()));
    return new WatchingMaker(config, input, meters, numbers)
        .make(lease, shipping.map(some -> sights.of(some::status)));
  }

  private ObjectKey leaseKey() {
    return StoreLease.key(
        ShipperConfigs.forOnePass(config).helperPrefix(),
        config.deploymentId(),
        config.heartbeat().dagId());
  }

  /// One pass over everything that is there.
  public Pass pass() {
    RenewingStore store = store(RequestListener.NOOP);
    var pass =
        new OnePass(
            ShipperConfigs.forOnePass(config),
            store,
            ShipperParts.system(ShipListener.NOOP),
            PATIENCE);
    return new Pass(pass, store);
  }

  /// A pass with the store that it uses.
  public record Pass(OnePass pass, RenewingStore store) implements AutoCloseable {
    public DrainReport run(Consumer<OnePass.Standing> progress)
        throws IOException, InterruptedException {
      return pass.run(progress);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  /// The configured store, to look at what is there. The caller closes it.
  public ObjectStore store() {
    return store(RequestListener.NOOP);
  }

  private RenewingStore store(RequestListener listener) {
    var opener = new ConfiguredStore(config, input, new Stores(listener));
    return RenewingStore.open(
        opener, Stores.traits(config.shipping().destination()), System::nanoTime);
  }

  private Optional<Shipping> shipping(AgentMeters meters, ShippingSights sights) {
    if (config.shipping().destination() instanceof Destination.Off) {
      return Optional.empty();
    }
    var counted = new ShipMeters(meters);
    var journal = new ShipJournal();
    ShipListener listener =
        event -> {
          counted.happened(event);
          journal.happened(event);
          sights.happened(event);
        };
    RenewingStore store = store(counted);
    var shipper =
        new LogShipper(ShipperConfigs.forRun(config), store, ShipperParts.system(listener));
    return Optional.of(new Shipping(store, shipper, System::nanoTime));
  }

  private Optional<HttpFace> http(AgentFace face, AgentMeters meters) {
    if (config.http().isOff()) {
      return Optional.empty();
    }
    var listening =
        new HttpConfig(
            config.http().host(),
            config.http().port(),
            PORT_RETRY,
            Optional.ofNullable(config.http().webConfigFile()));
    return Optional.of(new HttpFace(listening, face.routes(meters), meters.http()));
  }

  private Ending ending(Optional<Shipping> shipping, Termination termination) {
    Component.Supervised supervised = config.component().supervised();
    return new Ending(
        termination,
        Optional.ofNullable(supervised).map(airflow -> SupervisedProcess.of(airflow.pid())),
        time -> shipping.isPresent() && shipping.get().shipper().grewWithin(time),
        time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
  }
}
