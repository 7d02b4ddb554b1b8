package io.runtimeagent.ship.azure;

import com.azure.core.util.BinaryData;
import io.runtimeagent.ship.log.Content;
import io.runtimeagent.ship.store.Addition;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoredObject;
import io.runtimeagent.ship.store.WatchedContent;
import io.runtimeagent.ship.store.WriteOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes blobs and lets them grow: small ones by one conditional Put Blob, others by staging blocks
/// and one conditional Put Block List. Only that last request is seen by anybody.
final class BlobWriter {
  /// Below this one request with all bytes costs less than two with the new ones.
  static final int SMALL = 64 << 10;

  private static final String CONTENT_TYPE = "text/plain; charset=utf-8";

  private final BlobAddress address;
  private final AzureHttp http;
  private final BlobReader reader;
  private final BlockStager stager;
  private final Known known;

  BlobWriter(AzureSite site, BlobReader reader, Known known) {
    this.address = site.address();
    this.http = site.http();
    this.reader = reader;
    this.stager = new BlockStager(site, new SecureRandom());
    this.known = known;
  }

  WriteOutcome create(ObjectKey key, Content content, ObjectRecord record) {
    return written(
        content, watched -> whole(watched, new Target(key, Optional.empty(), Optional.of(record))));
  }

  WriteOutcome replace(ObjectKey key, String version, Content content) {
    return written(
        content,
        watched ->
            whole(
                watched,
                new Target(key, Optional.of(reader.tier(key, version)), Optional.empty())));
  }

  WriteOutcome append(ObjectKey key, Addition addition) {
    if (addition.base().length() >= SMALL) {
      return written(addition.added(), watched -> grown(key, watched, addition));
    }
    return addition
        .whole()
        .map(all -> written(all, watched -> rewritten(key, watched, addition)))
        .orElseGet(
            () ->
                written(
                    addition.added(),
                    watched -> {
                      byte[] stored = stored(key, addition.base());
                      return rewritten(key, Content.concat(Content.of(stored), watched), addition);
                    }));
  }

  private byte[] stored(ObjectKey key, StoredObject base) throws IOException {
    try (InputStream in = reader.open(key, base.version(), 0)) {
      return in.readAllBytes();
    }
  }

  private StoredObject rewritten(ObjectKey key, Content all, Addition addition) throws IOException {
    String version = addition.base().version();
    var facts = known.of(key, version);
    Known.Facts base = facts.isPresent() ? facts.get() : reader.tier(key, version);
    return whole(all, new Target(key, Optional.of(base), Optional.of(addition.record())));
  }

  /// Stores content that nothing of the blob's own is part of.
  private StoredObject whole(Content content, Target target) throws IOException {
    if (content.length() > SMALL) {
      return committed(content, List.of(), target);
    }
    try {
      return inOneRequest(content, target);
    } catch (AzureException e) {
      if (target.base.isPresent() || !e.is("BlobAlreadyExists")) {
        throw e;
      }
      return committed(content, List.of(), target);
    }
  }

  /// A blob of which there are only blocks that were never committed counts as existing here,
  /// although nobody can read it; for a commit it does not.
  private StoredObject inOneRequest(Content content, Target target) throws IOException {
    BinaryData body;
    try (InputStream in = content.open()) {
      body = BlockStager.body(in, (int) content.length());
      BlockStager.requireEnd(in);
    }
    Operation operation = target.base.isPresent() ? Operation.REWRITE : Operation.CREATE;
    AzureCall call =
        AzureCall.put(operation, address.blob(target.key, ""), body)
            .with("x-ms-blob-type", "BlockBlob");
    return sent(target.on(call), content.length(), List.of(), target);
  }

  private StoredObject grown(ObjectKey key, Content added, Addition addition) throws IOException {
    StoredObject base = addition.base();
    var learnt = known.of(key, base.version());
    Known.Facts facts = learnt.isPresent() ? learnt.get() : reader.blocks(key, base.version());
    boolean inBlocks = BlockLists.bytes(facts.blocks()) == base.length();
    List<Block> kept =
        inBlocks ? facts.blocks().subList(0, BlockPlan.kept(facts.blocks())) : List.of();
    long from = BlockLists.bytes(kept);
    var tail = new StoredTail(from, base.length() - from, reader, key, base.version());
    return committed(
        tail.length() == 0 ? added : Content.concat(tail, added),
        kept,
        new Target(key, Optional.of(facts), Optional.of(addition.record())));
  }

  private StoredObject committed(Content content, List<Block> kept, Target target)
      throws IOException {
    List<Block> staged = staged(content, target);
    AzureCall call =
        AzureCall.put(
            target.base.isPresent() ? Operation.APPEND : Operation.CREATE,
            address.blob(target.key, "comp=blocklist"),
            BinaryData.fromBytes(BlockLists.commit(kept, staged)));
    List<Block> blocks = Stream.concat(kept.stream(), staged.stream()).toList();
    return sent(target.on(call), BlockLists.bytes(blocks), blocks, target);
  }

  /// Blocks that somebody staged and never committed decide how long ids must be.
  private List<Block> staged(Content content, Target target) throws IOException {
    List<Block> blocks = target.base.map(Known.Facts::blocks).orElse(List.of());
    try {
      return stager.stage(target.key, content, BlockStager.idBytes(blocks));
    } catch (AzureException e) {
      if (!e.is("InvalidBlobOrBlock")) {
        throw e;
      }
      BlockLists all = reader.allBlocks(target.key);
      return stager.stage(
          target.key,
          content,
          BlockStager.idBytes(all.uncommitted().isEmpty() ? all.committed() : all.uncommitted()));
    }
  }

  private StoredObject sent(AzureCall call, long length, List<Block> blocks, Target target)
      throws AzureException {
    AzureReply reply = http.send(call);
    String version = Blobs.version(reply);
    known.put(target.key, new Known.Facts(version, target.tier(), blocks));
    return new StoredObject(version, length, target.stored());
  }

  private WriteOutcome written(Content content, Writing writing) {
    var watched = new WatchedContent(content);
    try {
      return new WriteOutcome.Committed(writing.write(watched));
    } catch (AzureException e) {
      return watched.outcome(e.outcome());
    } catch (IOException e) {
      return watched.outcome(new WriteOutcome.Doubtful(String.valueOf(e.getMessage())));
    }
  }

  @FunctionalInterface
  private interface Writing {
    StoredObject write(Content content) throws IOException;
  }

  /// What is written to: a blob as it must be when the write arrives, absent without `base`.
  private record Target(ObjectKey key, Optional<Known.Facts> base, Optional<ObjectRecord> record) {

    AzureCall on(AzureCall call) {
      base.ifPresentOrElse(facts -> call.ifMatch(facts.version()), call::ifAbsent);
      return call.with("x-ms-blob-content-type", CONTENT_TYPE)
          .with("x-ms-access-tier", tier())
          .with("x-ms-meta-" + ObjectRecord.METADATA_NAME, record.map(ObjectRecord::encode));
    }

    Optional<String> tier() {
      return base.flatMap(Known.Facts::tier);
    }

    /// The record as it will be read.
    Optional<ObjectRecord> stored() {
      return record.map(ObjectRecord::encode).flatMap(ObjectRecord::decode);
    }
  }
}
