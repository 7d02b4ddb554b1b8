package io.runtimeagent.agent.store;

import io.runtimeagent.agent.config.Destination;
import io.runtimeagent.ship.azure.AzureStore;
import io.runtimeagent.ship.gcs.GcsStore;
import io.runtimeagent.ship.s3.S3Store;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoreTraits;
import io.runtimeagent.ship.store.file.FolderStore;
import java.time.Duration;
import java.time.InstantSource;

/// Makes the store that a destination means.
public final class Stores {
  private final RequestListener listener;

  public Stores(RequestListener listener) {
    this.listener = listener;
  }

  /// A store with the credentials that `destination` holds; `IllegalArgumentException` when it asks
  /// for what the store cannot do.
  public ObjectStore open(Destination destination, String helperPrefix) {
    return switch (destination) {
      case Destination.Folder folder ->
          new FolderStore(folder.folder(), helperPrefix, InstantSource.system(), listener);
      case Destination.S3 s3 -> S3Store.open(S3Mapping.of(s3), InstantSource.system(), listener);
      case Destination.Gcs gcs -> GcsStore.open(GcsMapping.of(gcs), listener);
      case Destination.Azure azure ->
          new AzureStore(AzureMapping.of(azure), InstantSource.system(), listener);
      case Destination.Off off ->
          throw new IllegalArgumentException("There is no store: " + off.reason());
    };
  }

  /// What the destination's store can do, while it cannot be opened.
  public static StoreTraits traits(Destination destination) {
    return switch (destination) {
      case Destination.Folder _ -> new StoreTraits(0, Duration.ZERO, false);
      case Destination.S3 _ -> new StoreTraits(5L << 20, Duration.ZERO, true);
      case Destination.Gcs _ -> new StoreTraits(256L << 10, Duration.ofSeconds(1), true);
      case Destination.Azure _ -> new StoreTraits(64L << 10, Duration.ZERO, true);
      case Destination.Off _ -> new StoreTraits(0, Duration.ZERO, true);
    };
  }
}
