package io.runtimeagent.ship.gcs;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.ReadChannel;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.StorageOptions;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener;
import io.runtimeagent.ship.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads objects with Google's client, which is set up at the first read: most agents never read.
final class GcsReader implements AutoCloseable {
  private static final int CHUNK_BYTES = 256 << 10;

  private final GcsSettings settings;
  private final GcsAuth auth;
  private final GcsPatience patience;
  private final RequestListener listener;
  private final ReentrantLock opening = new ReentrantLock();
  private @Nullable Storage storage;

  GcsReader(GcsSettings settings, GcsAuth auth, GcsPatience patience, RequestListener listener) {
    this.settings = settings;
    this.auth = auth;
    this.patience = patience;
    this.listener = listener;
  }

  /// The bytes as they are stored, whatever encoding the object claims to have.
  InputStream open(ObjectKey key, String version, long offset) throws StoreException {
    ReadChannel channel =
        client()
            .reader(
                BlobId.of(settings.bucket(), key.value()),
                BlobSourceOption.generationMatch(Long.parseLong(version)),
                BlobSourceOption.shouldReturnRawInputStream(true));
    channel.setChunkSize(CHUNK_BYTES);
    var stream = new GcsReadStream(Channels.newInputStream(channel), listener);
    try {
      channel.seek(offset);
      stream.begin();
      return stream;
    } catch (IOException e) {
      channel.close();
      throw e instanceof StoreException known
          ? known
          : new StoreException(GcsProblem.of(e).failure(), e);
    }
  }

  @Override
  public void close() {
    opening.lock();
    try {
      if (storage != null) {
        storage.close();
      }
    } catch (Exception e) {
      // AutoCloseable declares no narrower one.
      throw new IllegalStateException("Google's client cannot be closed.", e);
    } finally {
      opening.unlock();
    }
  }

  private Storage client() throws StoreException {
    opening.lock();
    try {
      Storage open = storage;
      if (open == null) {
        open = connect();
        storage = open;
      }
      return open;
    } catch (IOException e) {
      throw new StoreException(GcsProblem.ofCredentials(e).failure(), e);
    } finally {
      opening.unlock();
    }
  }

  private Storage connect() throws IOException {
    return StorageOptions.newBuilder()
        .setHost(settings.host())
        .setProjectId(settings.project().orElse("none"))
        .setCredentials(auth.credentials())
        .setRetrySettings(RetrySettings.newBuilder().setMaxAttempts(1).build())
        .setTransportOptions(
            HttpTransportOptions.newBuilder()
                .setConnectTimeout((int) patience.connect().toMillis())
                .setReadTimeout((int) patience.stall().toMillis())
                .build())
        .build()
        .getService();
  }
}
