package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.OldVersions;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreTraits;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;

/// A container of Azure Blob Storage: each object is a block blob, which grows by blocks.
///
/// Nothing is ever retried here, and no write goes without its condition. What an interrupted write
/// has staged is seen by nobody, and Azure drops it after a week.
public final class AzureStore implements ObjectStore {
  private final AzureTransport transport;
  private final BlobReader reader;
  private final BlobWriter writer;
  private final BlobKeeping keeping;

  /// `IllegalArgumentException` when the settings cannot be used, whoever answers.
  public AzureStore(AzureSettings settings, InstantSource clock, RequestListener listener) {
    this(settings, new AzureTransport(AzurePatience.USUAL), clock, listener);
  }

  AzureStore(
      AzureSettings settings,
      AzureTransport transport,
      InstantSource clock,
      RequestListener listener) {
    this.transport = transport;
    AzureAccess access = AzureAccess.of(settings, transport);
    var site = new AzureSite(access.address(), new AzureHttp(access.pipeline(), clock, listener));
    this.reader = new BlobReader(site);
    this.keeping = new BlobKeeping(site);
    this.writer = new BlobWriter(site, reader, new Known(System::nanoTime));
  }

  @Override
  public StoreTraits traits() {
    return new StoreTraits(BlobWriter.SMALL, Duration.ZERO, true);
  }

  @Override
  public Inspection inspect(ObjectKey key) {
    try {
      return reader
          .inspect(key)
          .<Inspection>map(Inspection.Present::new)
          .orElseGet(Inspection.Absent::new);
    } catch (AzureException e) {
      return new Inspection.Failed(e.failure());
    }
  }

  @Override
  public WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return writer.create(key, content, record);
  }

  @Override
  public WriteOutcome append(ObjectKey key, Addition addition) {
    return writer.append(key, addition);
  }

  @Override
  public WriteOutcome replace(ObjectKey key, String version, Content content) {
    return writer.replace(key, version, content);
  }

  @Override
  public InputStream read(ObjectKey key, String version, long offset) throws StoreException {
    try {
      return reader.open(key, version, offset);
    } catch (AzureException e) {
      throw new StoreException(e.failure(), e);
    }
  }

  @Override
  public void list(String prefix, Predicate<ListedObject> sink) throws StoreException {
    try {
      reader.list(prefix, sink);
    } catch (AzureException e) {
      throw new StoreException(e.failure(), e);
    }
  }

  @Override
  public void delete(ObjectKey key, String version) throws StoreException {
    try {
      reader.delete(key, version);
    } catch (AzureException e) {
      throw new StoreException(e.failure(), e);
    }
  }

  /// There is nothing to sweep: staged blocks are no objects, and go by themselves.
  @Override
  public int sweep(String prefix) {
    return 0;
  }

  @Override
  public OldVersions oldVersions() {
    return keeping.ask();
  }

  @Override
  public void close() {
    transport.close();
  }
}
