package io.runtimeagent.agent.store;

import io.runtimeagent.probe.lease.Lease;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.log.Crc32c;
import io.runtimeagent.ship.store.Inspection;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.ObjectStore;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoreFailure;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A lease that is an object beside the logs.
public final class StoreLease implements Lease {
  /// Far more than any lease says.
  private static final int MAX_BYTES = 1 << 20;

  private final ObjectStore store;
  private final ObjectKey key;

  public StoreLease(ObjectStore store, ObjectKey key) {
    this.store = store;
    this.key = key;
  }

  /// Where the lease over a deployment's monitoring DAG stands: the same for all its agents, and
  /// another one for every other deployment that shares the destination.
  public static ObjectKey key(String helperPrefix, String deploymentId, String dagId) {
    String readable = deploymentId.replaceAll("[^A-Za-z0-9._-]", "_");
    String name = readable.substring(0, Math.min(readable.length(), 60));
    return new ObjectKey(
        helperPrefix + "lease/" + name + "-" + digest(deploymentId + "\n" + dagId) + ".json");
  }

  @Override
  public View look(@Nullable String known) {
    return switch (store.inspect(key)) {
      // Where it may be that nothing stands, the conditional create decides.
      case Inspection.Absent(), Inspection.PerhapsAbsent _ -> new View.Absent();
      case Inspection.Failed(StoreFailure failure) -> new View.Unreadable(failure.reason());
      case Inspection.Present(StoredObject object) ->
          object.version().equals(known) ? new View.Unchanged() : read(object.version());
    };
  }

  private View read(String version) {
    try (InputStream in = store.read(key, version, 0)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return new View.Present(version, text);
    } catch (StoreException e) {
      return new View.Unreadable(e.failure().reason());
    } catch (IOException e) {
      return new View.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Write write(@Nullable String version, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Content content = Content.of(bytes);
    return version == null
        ? outcome(store.create(key, content, record(bytes)))
        : outcome(store.replace(key, version, content));
  }

  private static ObjectRecord record(byte[] bytes) {
    return new ObjectRecord(bytes.length, Crc32c.of(bytes), false, false, List.of());
  }

  private static Write outcome(WriteOutcome outcome) {
    return switch (outcome) {
      case WriteOutcome.Committed(StoredObject object) -> new Write.Written(object.version());
      case WriteOutcome.Conflict _ -> new Write.Overtaken();
      case WriteOutcome.Doubtful(String reason) -> new Write.Doubtful(reason);
      case WriteOutcome.Throttled(_, String reason) -> new Write.Failed(reason);
      case WriteOutcome.Refused(String reason) -> new Write.Failed(reason);
      case WriteOutcome.Rejected(String reason) -> new Write.Failed(reason);
      case WriteOutcome.SourceChanged(String reason) -> new Write.Failed(reason);
    };
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
