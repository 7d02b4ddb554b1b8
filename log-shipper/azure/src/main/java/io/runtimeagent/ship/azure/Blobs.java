package io.runtimeagent.ship.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import io.runtimeagent.ship.azure.AzureException.Kind;
import io.runtimeagent.ship.store.ObjectRecord;
import io.runtimeagent.ship.store.StoredObject;
import java.util.Optional;

/// What the headers of a reply say of a blob.
final class Blobs {
  private static final HttpHeaderName RECORD =
      HttpHeaderName.fromString("x-ms-meta-" + ObjectRecord.METADATA_NAME);
  private static final HttpHeaderName TIER = HttpHeaderName.fromString("x-ms-access-tier");
  private static final HttpHeaderName INFERRED =
      HttpHeaderName.fromString("x-ms-access-tier-inferred");

  private Blobs() {}

  /// An ETag without the quotation marks, which listings leave out.
  static String version(String etag) {
    return etag.length() > 1 && etag.startsWith("\"") && etag.endsWith("\"")
        ? etag.substring(1, etag.length() - 1)
        : etag;
  }

  static String version(HttpResponse reply) throws AzureException {
    return version(required(reply, HttpHeaderName.ETAG));
  }

  static StoredObject object(HttpResponse reply) throws AzureException {
    try {
      long length = Long.parseLong(required(reply, HttpHeaderName.CONTENT_LENGTH));
      return new StoredObject(
          version(reply), length, header(reply, RECORD).flatMap(ObjectRecord::decode));
    } catch (NumberFormatException e) {
      throw senseless(HttpHeaderName.CONTENT_LENGTH);
    }
  }

  /// The access tier that somebody gave to the blob; empty where it has the account's.
  static Optional<String> tier(HttpResponse reply) {
    return header(reply, INFERRED).filter("true"::equalsIgnoreCase).isPresent()
        ? Optional.empty()
        : header(reply, TIER);
  }

  static Optional<String> header(HttpResponse reply, HttpHeaderName name) {
    return Optional.ofNullable(reply.getHeaderValue(name));
  }

  private static String required(HttpResponse reply, HttpHeaderName name) throws AzureException {
    return header(reply, name).orElseThrow(() -> senseless(name));
  }

  private static AzureException senseless(HttpHeaderName name) {
    return new AzureException(
        Kind.UNAVAILABLE, "", "The reply has no usable header " + name + ".", null);
  }
}
