package io.runtimeagent.ship.s3;

import io.runtimeagent.ship.s3.S3Settings.Encryption;
import io.runtimeagent.ship.s3.http.HttpReply;
import io.runtimeagent.ship.store.ListedObject;
import io.runtimeagent.ship.store.ObjectKey;
import io.runtimeagent.ship.store.RequestListener.Operation;
import io.runtimeagent.ship.store.StoreException;
import io.runtimeagent.ship.store.StoredObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Lists objects and open uploads, page by page.
final class S3Listing {
  private static final int MAX_PAGE_BYTES = 16 * 1024 * 1024;

  private final S3Gateway gateway;
  private final boolean tagsAreMd5;

  S3Listing(S3Gateway gateway, S3Settings settings) {
    this.gateway = gateway;
    this.tagsAreMd5 = !(settings.encryption() instanceof Encryption.Kms);
  }

  /// An upload that was begun and neither completed nor aborted.
  record OpenUpload(ObjectKey key, String id, Instant begun) {}

  private record Page(S3Xml.Fields fields, List<S3Xml.Fields> entries) {
    /// Names are url-encoded where the server says so.
    String name(String text) {
      return fields.text("EncodingType").orElse("").equals("url") ? S3Encoding.decoded(text) : text;
    }

    boolean last() {
      return !fields.text("IsTruncated").orElse("").equals("true");
    }
  }

  void objects(String prefix, Predicate<ListedObject> sink) throws StoreException {
    var query = new TreeMap<>(Map.of("list-type", "2", "encoding-type", "url", "prefix", prefix));
    while (true) {
      Page page = page(query, "Contents");
      for (S3Xml.Fields entry : page.entries()) {
        if (!sink.test(listed(page, entry))) {
          return;
        }
      }
      Optional<String> next = page.fields().text("NextContinuationToken");
      if (page.last() || next.isEmpty()) {
        return;
      }
      query.put("continuation-token", next.get());
    }
  }

  private ListedObject listed(Page page, S3Xml.Fields entry) throws StoreException {
    try {
      String version = S3Encoding.bareTag(entry.require("ETag"));
      long length = Long.parseLong(entry.require("Size"));
      boolean md5 = tagsAreMd5 && version.matches("[0-9a-f]{32}");
      return new ListedObject(
          new ObjectKey(page.name(entry.require("Key"))),
          new StoredObject(version, length, Optional.empty()),
          md5 ? Optional.of(version) : Optional.empty());
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  /// The open uploads of a prefix.
  List<OpenUpload> uploads(String prefix) throws StoreException {
    var uploads = new ArrayList<OpenUpload>();
    var query = new TreeMap<>(Map.of("uploads", "", "encoding-type", "url", "prefix", prefix));
    while (true) {
      Page page = page(query, "Upload");
      for (S3Xml.Fields entry : page.entries()) {
        uploads.add(upload(page, entry));
      }
      Optional<String> key = page.fields().text("NextKeyMarker");
      if (page.last() || key.isEmpty()) {
        return uploads;
      }
      query.put("key-marker", page.name(key.get()));
      query.put("upload-id-marker", page.fields().text("NextUploadIdMarker").orElse(""));
    }
  }

  private static OpenUpload upload(Page page, S3Xml.Fields entry) throws StoreException {
    try {
      return new OpenUpload(
          new ObjectKey(page.name(entry.require("Key"))),
          entry.require("UploadId"),
          Instant.parse(entry.require("Initiated")));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw unreadable(e);
    }
  }

  private Page page(Map<String, String> query, String entryName) throws StoreException {
    S3Answer answer = gateway.send(S3Request.ofBucket(Operation.LIST, "GET", query));
    return switch (answer) {
      case S3Answer.Failed(S3Verdict verdict) ->
          throw new StoreException(verdict.toFailure(), null);
      case S3Answer.Accepted(HttpReply reply) -> parsed(reply, entryName);
    };
  }

  private static Page parsed(HttpReply reply, String entryName) throws StoreException {
    try (reply) {
      var entries = new ArrayList<S3Xml.Fields>();
      S3Xml.Fields fields =
          new S3Xml()
              .read(
                  reply.body().readNBytes(MAX_PAGE_BYTES),
                  (name, entry) -> {
                    if (name.equals(entryName)) {
                      entries.add(entry);
                    }
                  });
      if (fields.text("IsTruncated").isEmpty()) {
        throw new IOException("The store's answer is not a listing.");
      }
      return new Page(fields, entries);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static StoreException unreadable(Exception e) {
    return new StoreException(
        S3Faults.judge(new IOException("A listing makes no sense: " + e.getMessage(), e))
            .toFailure(),
        e);
  }
}
