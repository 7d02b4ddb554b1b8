package io.runtimeagent.ship.azure;

import io.runtimeagent.ship.azure.AzureException.Kind;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Everything that is done in a container besides storing.
final class BlobReader {
  private static final int PAGE = 1_000;

  private final BlobAddress address;
  private final AzureHttp http;
  private final AzureXml xml = new AzureXml();

  BlobReader(AzureSite site) {
    this.address = site.address();
    this.http = site.http();
  }

  Optional<StoredObject> inspect(ObjectKey key) throws AzureException {
    try {
      return Optional.of(Blobs.object(head(key)));
    } catch (AzureException e) {
      if (e.kind() == Kind.ABSENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// What a write that replaces all bytes has to know; fails as changed if the blob is not of this
  /// version.
  Known.Facts tier(ObjectKey key, String version) throws AzureException {
    AzureReply reply =
        http.send(AzureCall.head(Operation.INSPECT, address.blob(key, "")).ifMatch(version));
    return new Known.Facts(version, Blobs.tier(reply), List.of());
  }

  /// What a write that adds blocks has to know.
  Known.Facts blocks(ObjectKey key, String version) throws AzureException {
    AzureReply reply = blockLists(key, "committed");
    if (!Blobs.version(reply).equals(version)) {
      throw new AzureException(Kind.CHANGED, "", "The blob has another version.", null);
    }
    List<Block> blocks = BlockLists.parse(reply.bytes(), xml).committed();
    return new Known.Facts(version, tier(key, version).tier(), blocks);
  }

  /// All blocks, those included that wait for a commit, also where there is no blob yet.
  BlockLists allBlocks(ObjectKey key) throws AzureException {
    return BlockLists.parse(blockLists(key, "all").bytes(), xml);
  }

  private AzureReply blockLists(ObjectKey key, String which) throws AzureException {
    return http.send(
        AzureCall.get(
            Operation.INSPECT, address.blob(key, "comp=blocklist&blocklisttype=" + which)));
  }

  private AzureReply head(ObjectKey key) throws AzureException {
    return http.send(AzureCall.head(Operation.INSPECT, address.blob(key, "")));
  }

  BlobInputStream open(ObjectKey key, String version, long offset) throws AzureException {
    return BlobInputStream.open(
        offset,
        (from, most) ->
            http.send(
                AzureCall.get(Operation.READ, address.blob(key, ""))
                    .ifMatch(version)
                    .with("x-ms-range", "bytes=%d-%d".formatted(from, from + most - 1))));
  }

  void list(String prefix, Predicate<ListedObject> sink) throws AzureException {
    String marker = "";
    do {
      String url = address.list(prefix, marker, PAGE);
      var page = BlobListing.parse(http.send(AzureCall.get(Operation.LIST, url)).bytes(), xml);
      for (ListedObject object : page.objects()) {
        if (!sink.test(object)) {
          return;
        }
      }
      marker = page.next();
    } while (!marker.isEmpty());
  }

  /// Absent is no error, whatever the condition's failing is called then.
  void delete(ObjectKey key, String version) throws AzureException {
    try {
      http.send(
          AzureCall.delete(Operation.DELETE, address.blob(key, ""))
              .ifMatch(version)
              .with("x-ms-delete-snapshots", "include"));
    } catch (AzureException e) {
      boolean perhapsAbsent = e.kind() == Kind.ABSENT || e.kind() == Kind.CHANGED;
      if (!perhapsAbsent || inspect(key).isPresent()) {
        throw e;
      }
    }
  }
}
